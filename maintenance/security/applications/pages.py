"""What the pages of applications show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.security.applications import rules
from maintenance.security.applications.enums import AppState
from maintenance.security.applications.models import Application
from maintenance.security.applications.words import summary_of
from maintenance.security.scope import may_read, why_not_write
from sopti.core.words import plain_date
from sopti.workflow.rules import may_see

if TYPE_CHECKING:
    from maintenance.security.applications.models import Acceptance, TestCase
    from sopti.people.models import User

GONE = (AppState.RETIRED, AppState.REFUSED)


def applications_page(user: User) -> dict[str, Any]:
    """Return the register: what is used or on its way, then what is not used any more."""
    apps = list(Application.objects.visible_to(user).for_pages())
    return {
        "apps": [app for app in apps if app.state not in GONE],
        "gone": [app for app in apps if app.state in GONE],
        "weak": sum(app.open_weaknesses for app in apps if app.state not in GONE),
        "why_not_write": why_not_write(user, user.court_id),
    }


def application_page(app: Application, *, viewer: User) -> dict[str, Any]:
    """Return one application with its weak places and how it was let in."""
    rows = app.acceptances.select_related("case").prefetch_related("tests__tester")
    return {
        "app": app,
        "facts": facts_of(app),
        "weaknesses": list(app.weaknesses.select_related("by")),
        "acceptances": [_accepted(one, viewer) for one in rows],
        "why_not_keep": rules.why_not_keep(viewer, app),
        "why_not_begin": rules.why_not_begin(viewer, app),
        "why_not_retire": rules.why_not_retire(viewer, app),
        "why_not_restore": rules.why_not_restore(viewer, app),
    }


def _accepted(acceptance: Acceptance, viewer: User) -> dict[str, Any]:
    tests = list(acceptance.tests.all())
    return {
        "acceptance": acceptance,
        "is_open_to": may_see(viewer, acceptance.case),
        "tests": tests,
        "summary": summary_of(tests),
        "may_set": rules.why_not_set_tests(viewer, acceptance) is None,
    }


def facts_of(app: Application) -> list[tuple[str, str]]:
    told = [
        ("Kegunaan", app.purpose),
        ("Penanggung jawab", str(app.owner or "")),
        ("Pengguna", app.users),
        ("Versi", app.version),
        ("Pembuat", app.maker),
        ("Berjalan di", app.runs_on),
        ("Alamat", app.address),
        ("Terakhir diperiksa", plain_date(app.checked_on) if app.checked_on else "belum pernah"),
        ("Catatan", app.note),
    ]
    return [(label, value) for label, value in told if value]


def test_page(test: TestCase, *, viewer: User) -> dict[str, Any]:
    """Return one test for who tries it, with the others that wait for them."""
    others = test.acceptance.tests.filter(tester=test.tester_id).exclude(pk=test.pk)
    return {
        "test": test,
        "app": test.acceptance.application,
        "others": list(others),
        "why_not_answer": rules.why_not_answer(viewer, test),
        "why_not_drop": rules.why_not_drop_test(viewer, test),
        "may_read": may_read(viewer),
    }

"""Who may keep the register of applications, set up tests and answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.applications.enums import AppState
from maintenance.security.applications.models import Acceptance, Application
from maintenance.security.scope import why_not_write

if TYPE_CHECKING:
    from maintenance.security.applications.models import TestCase, Weakness
    from sopti.people.models import User

MOST_TESTS = 60


def why_not_name(court_id: int | None, name: str, *, but: int | None = None) -> str | None:
    others = Application.objects.filter(court=court_id, name__iexact=name).exclude(pk=but)
    return f"{name} sudah ada di daftar aplikasi." if others.exists() else None


def why_not_keep(user: User, app: Application) -> str | None:
    return why_not_write(user, app.court_id)


def why_not_begin(user: User, app: Application) -> str | None:
    """Say why its acceptance cannot begin: it runs already, or it is over with the application."""
    if app.state == AppState.RETIRED:
        return f"{app} sudah dihentikan. Catat dipakai kembali dulu."
    if Acceptance.objects.filter(application=app, ended_at=None).exists():
        return f"{app} sedang diuji. Selesaikan dulu uji penerimaannya."
    return why_not_keep(user, app)


def why_not_retire(user: User, app: Application) -> str | None:
    if app.state == AppState.RETIRED:
        return f"{app} sudah dihentikan."
    if Acceptance.objects.filter(application=app, ended_at=None).exists():
        return f"{app} sedang diuji. Selesaikan dulu uji penerimaannya."
    return why_not_keep(user, app)


def why_not_restore(user: User, app: Application) -> str | None:
    if app.state != AppState.RETIRED:
        return f"{app} tidak dihentikan."
    return why_not_keep(user, app)


def why_not_mend(user: User, weakness: Weakness) -> str | None:
    if weakness.fixed_on is not None:
        return "Celah ini sudah ditutup."
    return why_not_keep(user, weakness.application)


def why_not_set_tests(user: User, acceptance: Acceptance) -> str | None:
    """Say why tests are no longer added: their result is written down, or decided upon."""
    if acceptance.ended_at is not None:
        return "Penerimaan aplikasi ini sudah diputuskan."
    if acceptance.conclusion:
        return "Hasil uji sudah disimpulkan, jadi kasus ujinya tidak diubah lagi."
    return why_not_keep(user, acceptance.application)


def why_not_add_test(user: User, acceptance: Acceptance) -> str | None:
    if (reason := why_not_set_tests(user, acceptance)) is not None:
        return reason
    if acceptance.tests.count() >= MOST_TESTS:
        return f"Sudah ada {MOST_TESTS} kasus uji. Gabungkan yang serupa."
    return None


def why_not_drop_test(user: User, test: TestCase) -> str | None:
    if test.result:
        return "Kasus uji yang sudah ada hasilnya tidak dibuang."
    return why_not_set_tests(user, test.acceptance)


def why_not_answer(user: User, test: TestCase) -> str | None:
    if test.acceptance.ended_at is not None or test.acceptance.conclusion:
        return "Hasil uji sudah disimpulkan, jadi tidak diubah lagi."
    if user.pk != test.tester_id:
        return f"Kasus uji ini dicoba oleh {test.tester}."
    return None

"""Every change of applications and of their acceptance, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.security.applications import rules
from maintenance.security.applications.enums import AppState
from maintenance.security.applications.models import (
    Acceptance,
    Application,
    TestCase,
    Weakness,
)
from maintenance.security.applications.opening import way_in
from maintenance.security.scope import why_not_write
from sopti.core.errors import Refusal, refuse_if
from sopti.notifications.actions import notify
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow import uploads
from sopti.workflow.actions import open_case
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.core.files.uploadedfile import UploadedFile

    from sopti.people.models import User

FIELDS = (
    "name", "purpose", "owner", "users", "version", "maker", "runs_on", "address", "note",
)  # fmt: skip
NO_WAY_IN = (
    "SOP pengadilan ini tidak mempunyai alur implementasi aplikasi, jadi uji penerimaan tidak "
    "dapat dibuka."
)


@transaction.atomic
def add_application(
    told: Mapping[str, Any], *, by: User, at: datetime, state: str = AppState.PROPOSED
) -> Application:
    """Write an application down. What is in use already was accepted before SOPTI."""
    refuse_if(why_not_write(by, by.court_id))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    court = Court.objects.select_for_update().get(pk=by.court.pk)
    refuse_if(rules.why_not_name(court.pk, told["name"]))
    app = Application(court=court, state=state, **{name: told[name] for name in FIELDS})
    keep(app, by=by)
    _record(app, f"{by} mencatat aplikasi {app}.", by=by, at=at)
    return app


@transaction.atomic
def edit_application(
    app_id: int, told: Mapping[str, Any], *, by: User, at: datetime
) -> Application:
    app = _locked(app_id)
    refuse_if(rules.why_not_keep(by, app))
    refuse_if(rules.why_not_name(app.court_id, told["name"], but=app.pk))
    for name in FIELDS:
        setattr(app, name, told[name])
    keep(app, by=by)
    return app


@transaction.atomic
def retire_application(app_id: int, *, by: User, at: datetime) -> Application:
    app = _locked(app_id)
    refuse_if(rules.why_not_retire(by, app))
    return _set_state(app, AppState.RETIRED, f"{by} menghentikan aplikasi {app}.", by=by, at=at)


@transaction.atomic
def restore_application(app_id: int, *, by: User, at: datetime) -> Application:
    app = _locked(app_id)
    refuse_if(rules.why_not_restore(by, app))
    return _set_state(app, AppState.IN_USE, f"{by} memakai kembali {app}.", by=by, at=at)


@transaction.atomic
def note_weakness(app_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> Weakness:
    app = _locked(app_id)
    refuse_if(rules.why_not_keep(by, app))
    weakness = Weakness(application=app, by=by, **told)
    keep(weakness, by=by)
    _record(app, f"{by} mencatat celah {app}: {weakness}", by=by, at=at)
    return weakness


@transaction.atomic
def mend_weakness(
    weakness_id: int, *, fixed_on: date, remedy: str, by: User, at: datetime
) -> Weakness:
    weakness = (
        Weakness.objects.select_for_update(of=("self",))
        .select_related("application__court")
        .get(pk=weakness_id)
    )
    refuse_if(rules.why_not_mend(by, weakness))
    weakness.fixed_on, weakness.remedy = fixed_on, remedy
    keep(weakness, by=by)
    app = weakness.application
    _record(app, f"{by} menutup celah {app}: {remedy}", by=by, at=at)
    return weakness


# ------------------------------------------------------------------------------------ acceptance
@transaction.atomic
def begin_acceptance(app_id: int, *, by: User, at: datetime) -> Acceptance:
    """Open the case in which the application is tested, considered and decided upon."""
    app = _locked(app_id)
    refuse_if(rules.why_not_begin(by, app))
    way = way_in(app.court_id)
    if way is None:
        raise Refusal(NO_WAY_IN)
    edition, procedure, flow = way
    case = open_case(
        edition, procedure, flow_key=flow, title=f"Penerimaan aplikasi {app}",
        detail=app.purpose, requester=by, by=by, at=at,
    )  # fmt: skip
    acceptance = Acceptance(application=app, case=case, version=app.version)
    keep(acceptance, by=by)
    _set_state(app, AppState.TESTED, f"{by} memulai uji penerimaan {app}.", by=by, at=at)
    return acceptance


@transaction.atomic
def add_tests(
    acceptance_id: int,
    tests: Sequence[tuple[str, str]],
    *,
    tester: User,
    by: User,
    at: datetime,
) -> list[TestCase]:
    """Ask a user to try these things: (what, what is expected). They are told once."""
    acceptance = _locked_acceptance(acceptance_id)
    refuse_if(rules.why_not_add_test(by, acceptance))
    if tester.court_id != acceptance.application.court_id or not tester.is_active:
        raise Refusal(f"{tester} tidak bertugas di pengadilan ini. Pilih penguji lain.")
    made = [
        TestCase(acceptance=acceptance, what=what, expected=expected, tester=tester)
        for what, expected in tests
    ]
    for test in made:
        keep(test, by=by)
    notify(
        to=[tester] if tester.pk != by.pk else [],
        subject=f"Anda diminta menguji aplikasi {acceptance.application}",
        body=f"{by} meminta Anda mencoba {len(made)} hal. Catat hasilnya satu per satu.",
        link=made[0].get_absolute_url(),
        at=at,
    )
    return made


@transaction.atomic
def drop_test(test_id: int, *, by: User, at: datetime) -> Acceptance:
    """Take back a test that nobody has answered."""
    test = _locked_test(test_id)
    refuse_if(rules.why_not_drop_test(by, test))
    test.delete()
    return test.acceptance


@transaction.atomic
def answer_test(
    test_id: int,
    *,
    result: str,
    found: str,
    evidence: UploadedFile[Any] | None,
    by: User,
    at: datetime,
) -> TestCase:
    """Write down what came of a test; with the last one, who began the acceptance is told."""
    test = _locked_test(test_id)
    refuse_if(rules.why_not_answer(by, test))
    test.result, test.found, test.tested_at = result, found, at
    if evidence is not None:
        kept = uploads.cleaned(evidence)
        test.evidence, test.evidence_name = kept.content, kept.name
        test.evidence_type = kept.content_type
    keep(test, by=by)
    if not test.acceptance.tests.filter(result="").exists():
        _tell_all_tested(test.acceptance, by=by, at=at)
    return test


def _tell_all_tested(acceptance: Acceptance, *, by: User, at: datetime) -> None:
    began = acceptance.case.filed_by
    notify(
        to=[began] if began and began.pk != by.pk else [],
        subject=f"Semua kasus uji {acceptance.application} sudah ada hasilnya",
        body="Simpulkan hasilnya pada langkah uji penerimaan.",
        link=acceptance.case.get_absolute_url(),
        at=at,
    )


# ----------------------------------------------------------------------------------------- parts
def _locked(app_id: int) -> Application:
    found: Application = (
        Application.objects.select_for_update(of=("self",)).select_related("court").get(pk=app_id)
    )
    return found


def _locked_acceptance(acceptance_id: int) -> Acceptance:
    rows = Acceptance.objects.select_for_update(of=("self",))
    return rows.select_related("application__court", "case").get(pk=acceptance_id)


def _locked_test(test_id: int) -> TestCase:
    """Lock the acceptance first, so that concluding and answering wait for one another."""
    _locked_acceptance(TestCase.objects.values_list("acceptance", flat=True).get(pk=test_id))
    return TestCase.objects.select_related(
        "tester", "acceptance__application__court", "acceptance__case__filed_by"
    ).get(pk=test_id)


def _set_state(
    app: Application, state: AppState, summary: str, *, by: User, at: datetime
) -> Application:
    app.state = state
    keep(app, by=by)
    _record(app, summary, by=by, at=at)
    return app


def _record(app: Application, summary: str, *, by: User, at: datetime) -> None:
    record(EventKind.APPLICATION_SET, court=app.court, by=by, at=at, summary=summary,
           application=app.name, state=app.state)  # fmt: skip

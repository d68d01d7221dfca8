"""What the three steps of an acceptance change. Called in the transaction that closes the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.applications.enums import AppState, Result, Verdict
from maintenance.security.applications.models import Acceptance, Application, TestCase
from sopti.core.errors import Refusal
from sopti.people.actions import keep
from sopti.people.models import Court
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case

STATES = {
    Verdict.YES: AppState.IN_USE,
    Verdict.CONDITION: AppState.IN_USE,
    Verdict.NO: AppState.REFUSED,
}
EXPECTED = "Aplikasi berjalan seperti yang dibutuhkan pengguna."


def acceptance_of(case: Case) -> Acceptance | None:
    rows = Acceptance.objects.select_related("application__court")
    return rows.filter(case=case).first()


def name_application(case: Case, name: str, *, by: User, at: datetime) -> Acceptance:
    """Let a case that was opened without an application be about this one, new or known."""
    court = Court.objects.select_for_update().get(pk=case.court_id)
    app = Application.objects.filter(court=court, name__iexact=name).first()
    if app is None:
        app = Application(court=court, name=name[:80], note="")
    elif Acceptance.objects.filter(application=app, ended_at=None).exists():
        raise Refusal(f"{app} sedang diuji dalam berkas lain. Selesaikan dulu berkas itu.")
    app.state = AppState.TESTED
    keep(app, by=by)
    acceptance = Acceptance(application=app, case=case, version=app.version)
    keep(acceptance, by=by)
    return acceptance


def conclude(
    acceptance: Acceptance, *, what: str, result: str, conclusion: str, by: User, at: datetime
) -> None:
    """Close the tests. `what` and `result` tell of the only one, where none was set up."""
    if what and not acceptance.tests.exists():
        keep(
            TestCase(
                acceptance=acceptance, what=what[:300], expected=EXPECTED, tester=by,
                result=result or Result.PASSED, tested_at=at,
            ),
            by=by,
        )  # fmt: skip
    acceptance.conclusion = conclusion
    keep(acceptance, by=by)


def consider(acceptance: Acceptance, *, advice: str, consideration: str, by: User) -> None:
    acceptance.advice, acceptance.consideration = advice, consideration
    keep(acceptance, by=by)


def decide(
    acceptance: Acceptance, *, verdict: str, conditions: str, by: User, at: datetime
) -> None:
    """Let the application into use, or not; the acceptance ends."""
    acceptance.verdict, acceptance.conditions, acceptance.ended_at = verdict, conditions, at
    keep(acceptance, by=by)
    app = acceptance.application
    app.state = STATES[Verdict(verdict)]
    keep(app, by=by)
    said = Verdict(verdict).label.lower()
    record(EventKind.APPLICATION_SET, court=app.court, by=by, at=at, application=app.name,
           state=app.state, summary=f"{by} memutus penerimaan aplikasi {app}: {said}.",
           case=acceptance.case)  # fmt: skip

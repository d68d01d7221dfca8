"""Every change of lines, measurements, findings and repairs, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import AssetWork
from maintenance.network import rules
from maintenance.network.models import Assignment, Finding, Line, LineCheck, Repair
from sopti.core.errors import Refusal, refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case


@transaction.atomic
def save_line(line: Line, *, by: User) -> Line:
    """Write a line of the person's court down, or correct what is known of it."""
    if by.court_id is None:
        raise Refusal("Akun Anda belum terdaftar pada satu pengadilan.")
    Court.objects.select_for_update().get(pk=by.court_id)
    refuse_if(rules.why_not_save(by, line))
    keep(line, by=by)
    return line


@transaction.atomic
def measure(
    line_id: int, told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> LineCheck:
    """Keep what was measured on a line, perhaps for a case."""
    line = Line.objects.select_for_update().get(pk=line_id)
    refuse_if(rules.why_not_measure(by, line) or rules.why_not_hang_on(case))
    return LineCheck.objects.create(line=line, by=by, at=at, case=case, **told)


@transaction.atomic
def note_finding(
    told: Mapping[str, Any], *, by: User, at: datetime, case: Case | None = None
) -> Finding:
    """Keep what is wrong at one place, perhaps for a case."""
    refuse_if(rules.why_not_keep(by, by.court_id) or rules.why_not_hang_on(case))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    thing = told.get("line") or told.get("asset")
    if thing is not None and thing.court_id != by.court_id:
        raise Refusal("Jalur atau perangkat itu milik pengadilan lain.")
    return Finding.objects.create(court=by.court, case=case, by=by, found_at=at, **told)


@transaction.atomic
def solve(finding_id: int, *, solution: str, by: User, at: datetime) -> Finding:
    """Note that a finding is mended, and how; a device's card gets its line."""
    finding = Finding.objects.select_for_update(of=("self",)).get(pk=finding_id)
    refuse_if(rules.why_not_solve(by, finding))
    finding.solved_at, finding.solution = at, solution[:500]
    finding.save(update_fields=["solved_at", "solution"])
    _on_card(finding, by=by, at=at)
    return finding


# ------------------------------------------------------------------------- of the steps of a case
def assign(case: Case, *, from_complaint: bool, order: str, worker: str, by: User,
           at: datetime) -> Assignment:  # fmt: skip
    """Keep who is sent and why. Called inside a deed; done again, the newest word holds."""
    told = {"from_complaint": from_complaint, "order": order, "worker": worker, "by": by, "at": at}
    return Assignment.objects.update_or_create(case=case, defaults=told)[0]


def repair(
    case: Case, told: Mapping[str, Any], *, solved: Iterable[Finding], by: User, at: datetime
) -> Repair:
    """Keep how the case's faults were mended. Called inside a deed, under the case's lock."""
    made = Repair.objects.update_or_create(case=case, defaults={**told, "by": by, "at": at})[0]
    for finding in solved:
        finding.solved_at, finding.solution = at, told["done"][:500]
        finding.save(update_fields=["solved_at", "solution"])
        _on_card(finding, by=by, at=at)
    return made


def _on_card(finding: Finding, *, by: User, at: datetime) -> None:
    asset = finding.asset
    if asset is None or asset.is_retired:
        return
    work = AssetWork(
        asset=asset, kind=WorkKind.REPAIR, done_on=at.astimezone(asset.court.tz).date(),
        summary=f"{finding.what} {finding.solution}"[:300], worker=str(by)[:120],
        condition=asset.condition, by=by, at=at,
    )  # fmt: skip
    keep(work, by=by)

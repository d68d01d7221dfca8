"""Drafting, wording, checking, signing, seeing and correcting a report: each one function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import Refusal, refuse_if
from sopti.notifications.actions import notify, settle
from sopti.notifications.enums import Kind
from sopti.people.actions import keep
from sopti.people.models import User
from sopti.reports.actions import issue_of_court
from sopti.reports.periodic import rules
from sopti.reports.periodic.appendix import CHOSEN
from sopti.reports.periodic.composing import content_of
from sopti.reports.periodic.content import Obstacle, digest_of
from sopti.reports.periodic.enums import ReportState
from sopti.reports.periodic.gathering import gather
from sopti.reports.periodic.models import Report
from sopti.reports.periodic.printing import ask
from sopti.reports.periodic.signing import signer_of
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.reports.periodic.content import Gathered, Signer

CODE = "LAP.TI"
WORDS = ("opening", "remarks", "obstacles", "photos")


def draft(court: Court, kind: str, period: Period, *, by: User | None, at: datetime) -> Report:
    """Draft the report of a period from what house and rooms know now. `by` is None: the worker.

    Of two who draft the same the database keeps the first; the second gets an IntegrityError.
    """
    told = gather(court, period, at=at)
    with transaction.atomic():
        report = Report(court=court, kind=kind, starts_on=period.first, ends_on=period.last)
        return _begin(report, told, by=by, at=at)


def draft_by_hand(kind: str, period: Period, *, by: User, at: datetime) -> Report:
    """Draft a report that the worker did not, or return the one that is there."""
    court = by.court
    if court is None:
        raise Refusal(rules.NO_COURT)
    refuse_if(rules.why_not_draft(by, kind, period, today=_today(court, at)))
    known = Report.objects.filter(court=court, kind=kind, starts_on=period.first, corrects=None)
    return known.first() or draft(court, kind, period, by=by, at=at)


@transaction.atomic
def refresh(pk: int, *, by: User, at: datetime) -> Report:
    """Gather the figures of a draft anew; what the Kasubag wrote stays."""
    report = _locked(pk)
    refuse_if(rules.why_not_word(by, report))
    before, told = report.told, gather(report.court, report.period, at=at)
    report.take(told)
    report.obstacles = [*report.obstacles, *_unknown(before, told, report.obstacles)]
    report.photos = _photos(report.photos, before, told)
    keep(report, by=by)
    return report


@transaction.atomic
def word(pk: int, told: Mapping[str, Any], *, by: User, at: datetime) -> Report:
    """Keep the Kasubag's words: opening, remarks, obstacles, and which photos are shown."""
    report = _locked(pk)
    refuse_if(rules.why_not_word(by, report))
    for name in WORDS:
        if name in told:
            setattr(report, name, told[name])
    keep(report, by=by)
    return report


@transaction.atomic
def check(pk: int, *, by: User, at: datetime) -> Report:
    """Put the Kasubag's name below the draft and hand it to the Sekretaris."""
    report = _locked(pk)
    refuse_if(rules.why_not_check(by, report))
    made = signer_of(by, rules.KEEPER, on=_today(report.court, at))
    report.state, report.returned = ReportState.CHECKED, ""
    report.checked_by, report.checked_at = by, at
    report.checked_as = made.model_dump(mode="json")
    keep(report, by=by)
    _write(EventKind.REPORT_CHECKED, report, made, "memeriksa", by=by, at=at)
    _tell(report, rules.SIGNER, "menunggu pengesahan Anda", at=at)
    return report


@transaction.atomic
def send_back(pk: int, *, reason: str, by: User, at: datetime) -> Report:
    """Return a checked report to the Kasubag, who reads why."""
    report = _locked(pk)
    refuse_if(rules.why_not_judge(by, report))
    judge = signer_of(by, rules.SIGNER, on=_today(report.court, at))
    report.state, report.returned = ReportState.DRAFT, reason
    report.checked_by, report.checked_at, report.checked_as = None, None, {}
    keep(report, by=by)
    _write(EventKind.REPORT_RETURNED, report, judge, "mengembalikan", by=by, at=at, reason=reason)
    _tell(report, rules.KEEPER, "dikembalikan untuk diperbaiki", at=at, body=reason)
    return report


@transaction.atomic
def sign(pk: int, *, by: User, at: datetime) -> Report:
    """Sign a checked report: number from the register, frozen as it reads now, its paper issued.

    Of two who sign at once the second reads that it is signed.
    """
    report = _locked(pk)
    refuse_if(rules.why_not_sign(by, report))
    today = _today(report.court, at)
    signer = signer_of(by, rules.SIGNER, on=today)
    _number(report, today)
    content = content_of(report, on=today, checked=signer)
    report.sealed = content.model_dump(mode="json")
    report.digest = digest_of(report.sealed)
    report.signed_by, report.signed_at, report.state = by, at, ReportState.SIGNED
    _issue(report, [content.made, signer], on=today, at=at)
    _write(
        EventKind.REPORT_SIGNED, report, signer, "mengesahkan", by=by, at=at,
        number=report.number, digest=report.digest,
    )  # fmt: skip
    keep(report, by=by)
    ask(report, at=at)
    _tell(report, rules.HEAD, "menunggu diketahui Anda", at=at)
    return report


@transaction.atomic
def see(pk: int, *, by: User, at: datetime) -> Report:
    """Note that the head of the court knows the report. What was frozen stays as it is."""
    report = _locked(pk)
    refuse_if(rules.why_not_see(by, report))
    head = signer_of(by, rules.HEAD, on=_today(report.court, at))
    report.state, report.seen_by, report.seen_at = ReportState.SEEN, by, at
    report.seen_as = head.model_dump(mode="json")
    keep(report, by=by)
    _write(EventKind.REPORT_SEEN, report, head, "mengetahui", by=by, at=at, digest=report.digest)
    ask(report, at=at)
    settle(report.about, at=at)
    return report


@transaction.atomic
def correct(pk: int, *, why: str, by: User, at: datetime) -> Report:
    """Begin the correction of a signed report: a draft of its own that names the old one.

    It begins with the old one's words and with the figures of now.
    """
    former = _locked(pk)
    refuse_if(rules.why_not_correct(by, former))
    told = gather(former.court, former.period, at=at)
    report = Report(
        court=former.court, kind=former.kind, starts_on=former.starts_on, ends_on=former.ends_on,
        corrects=former, why=why, opening=former.opening, remarks=former.remarks,
        obstacles=former.obstacles,
    )  # fmt: skip
    return _begin(report, told, by=by, at=at)


# ------------------------------------------------------------------------------------------ parts
def _begin(report: Report, told: Gathered, *, by: User | None, at: datetime) -> Report:
    report.take(told)
    report.photos = [photo.source for photo in told.photos][:CHOSEN]
    report.obstacles = report.obstacles or _rows(_obstacles(told))
    report.drafted_by, report.drafted_at = by, at
    keep(report, by=by)
    record(
        EventKind.REPORT_DRAFTED, court=report.court, by=by, at=at, report=report.pk,
        summary=f"{by or 'SOPTI'} menyusun {_named(report)}",
    )  # fmt: skip
    _tell(report, rules.KEEPER, "menunggu pemeriksaan Anda", at=at)
    return report


def _obstacles(told: Gathered) -> list[str]:
    return list(dict.fromkeys(text for one in told.chapters for text in one.obstacles))


def _rows(texts: Iterable[str]) -> list[dict[str, str]]:
    return [Obstacle(obstacle=text).model_dump() for text in texts]


def _unknown(before: Gathered, told: Gathered, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the obstacles that came up since: what was taken out of the table stays out."""
    known = {*_obstacles(before), *(row.get("obstacle", "") for row in rows)}
    return _rows(text for text in _obstacles(told) if text not in known)


def _photos(chosen: list[str], before: Gathered, told: Gathered) -> list[str]:
    """Return what was chosen and is still there, and of what is new as many as fit."""
    offered, known = {one.source for one in told.photos}, {one.source for one in before.photos}
    stays = [source for source in chosen if source in offered]
    new = [one.source for one in told.photos if one.source not in known]
    return [*stays, *new[: max(CHOSEN - len(stays), 0)]]


def _number(report: Report, day: date) -> None:
    report.sequence = next_sequence(report.court, CODE, day.year)
    report.year = day.year
    report.number = written(report.sequence, CODE, report.court, day.year)


def _issue(report: Report, signers: list[Signer], *, on: date, at: datetime) -> None:
    """Give the paper its key, under which anybody may look it up."""
    report.paper = issue_of_court(
        report.court,
        title=f"{report.sealed['title']} {report.sealed['period']}",
        number=report.number,
        dated_on=on,
        fingerprint=report.digest,
        signers=[{"name": one.name, "capacity": one.title, "on": one.on} for one in signers],
        at=at,
    )


def _write(
    kind: EventKind,
    report: Report,
    signer: Signer,
    verb: str,
    *,
    by: User,
    at: datetime,
    **data: Any,
) -> None:
    """Write the deed into the record; the signing's own link is the anchor of the paper."""
    letter = f", surat perintah nomor {signer.letter}" if signer.letter else ""
    event = record(
        kind, court=report.court, by=by, at=at, report=report.pk, capacity=signer.title,
        letter=signer.letter, **data,
        summary=f"{by}, {signer.title}{letter}, {verb} {_named(report)}",
    )  # fmt: skip
    if kind == EventKind.REPORT_SIGNED:
        report.anchor = {"sequence": event.sequence, "mac": event.mac}


def _named(report: Report) -> str:
    name = report.in_text if not report.number else f"laporan Nomor {report.number}"
    of = f" ({report.period.words})" if report.number else ""
    return (
        f"{name}{of}, koreksi Nomor {report.corrects.number}" if report.corrects else f"{name}{of}"
    )


def _tell(report: Report, role: str, what: str, *, at: datetime, body: str = "") -> None:
    """Tell who is next, and settle what the one before was told."""
    settle(report.about, at=at)
    notify(
        to=User.objects.holding(role, court=report.court, on=_today(report.court, at)),
        kind=Kind.WAITING,
        subject=f"{report} {what}",
        body=body or "Buka laporannya, baca, lalu lanjutkan dari sana.",
        link=report.get_absolute_url(),
        about=report.about,
        at=at,
    )


def _today(court: Court, at: datetime) -> date:
    return at.astimezone(court.tz).date()


def _locked(pk: int) -> Report:
    locked = Report.objects.select_for_update(of=("self",))
    return locked.select_related("court", "corrects").get(pk=pk)

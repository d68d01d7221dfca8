"""The result of a survey on paper, and the key by which its numbers can be checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from requests.satisfaction.findings import finding_of, score_rows, words_in
from requests.satisfaction.results import outcome_of
from requests.satisfaction.scoring import WEIGHT_WORDS
from sopti.core.words import nip, plain_date
from sopti.people.models import Appointment
from sopti.reports.actions import issue_of_court
from sopti.reports.marks import mark_of
from sopti.reports.models import Paper
from sopti.reports.parts import Fact, PaperFrame, Signature, letterhead_of, printed_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from requests.satisfaction.findings import ScoreRow
    from requests.satisfaction.models import SurveyRound
    from requests.satisfaction.results import Outcome

TITLE = "Laporan hasil survei kepuasan internal layanan TI"
SIGNERS = (
    ("Mengetahui", "sekretaris", "Sekretaris"),
    ("Dibuat oleh", "kasubag_ptip", "Kasubag PTIP"),
)


@dataclass(frozen=True)
class ResultSheet:
    """What the paper of a result shows."""

    paper: PaperFrame
    outcome: Outcome
    finding: str
    facts: tuple[Fact, ...]
    rows: list[ScoreRow]
    weight: str
    words: list[str]
    signs: tuple[tuple[str, Signature], ...]


def issue_result(found: SurveyRound, *, at: datetime) -> Paper | None:
    """Give the result of a survey that was just closed its key; without a result there is none."""
    outcome = outcome_of(found)
    if outcome.result is None:
        return None
    return issue_of_court(
        found.court,
        title=TITLE,
        number=str(found),
        dated_on=at.astimezone(found.court.tz).date(),
        fingerprint=fingerprint_of(outcome),
        signers=[],  # who signs by hand is not known yet
        at=at,
    )


def fingerprint_of(outcome: Outcome) -> str:
    """Return the hash of what the paper tells: sums, comments, and the marks beside them."""
    found, result = outcome.round, outcome.result
    told = {
        "court": found.court.key,
        "period": [found.first.isoformat(), found.last.isoformat()],
        "questions": found.questions,
        "answered": [outcome.respondents, found.invited],
        "sums": [score.total for score in result.scores] if result else [],
        "words": sorted(words_in(found)),
        "short": [outcome.short.count, *(mark.mean for mark in outcome.short.marks)],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def result_sheet(found: SurveyRound, *, at: datetime) -> ResultSheet:
    """Return the paper of a closed survey (court fetched)."""
    outcome = outcome_of(found)
    closed = (found.closed_at or at).astimezone(found.court.tz).date()
    return ResultSheet(
        paper=_frame(outcome, at=at),
        outcome=outcome,
        finding=finding_of(outcome),
        facts=_facts(outcome, closed),
        rows=score_rows(outcome),
        weight=WEIGHT_WORDS,
        words=words_in(found),
        signs=tuple(_signs(found, closed)),
    )


def _facts(outcome: Outcome, closed: date) -> tuple[Fact, ...]:
    found = outcome.round
    opened = found.opened_at.astimezone(found.court.tz).date()
    return (
        Fact("Masa yang dinilai", found.period_words),
        Fact("Waktu pengisian", f"{plain_date(opened)} sampai {plain_date(closed)}"),
        Fact("Responden", outcome.answered_words),
    )


def _frame(outcome: Outcome, *, at: datetime) -> PaperFrame:
    found = outcome.round
    issued = Paper.objects.filter(
        court=found.court, case=None, number=str(found), fingerprint=fingerprint_of(outcome)
    ).first()
    return PaperFrame(
        head=letterhead_of(found.court),
        issuer=found.court.name,
        heading="Laporan Hasil Survei Internal",
        under=("Kepuasan pegawai atas layanan teknologi informasi", found.period_words),
        slip=("Survei internal", found.period_words),
        footer=f"{TITLE}\n{found.court.name}, {found.period_words}",
        printed=printed_words(at, found.court),
        mark=mark_of(issued),
    )


def _signs(found: SurveyRound, day: date) -> list[tuple[str, Signature]]:
    """Return the blocks of who held the two offices on the day of closing."""
    held = Appointment.objects.in_force(day).filter(court=found.court)
    rows = list(held.select_related("user", "role").order_by("capacity", "pk"))
    place = f"{found.court.town}, {plain_date(day)}"
    blocks = []
    for label, role, title in SIGNERS:
        mine = next((one for one in reversed(rows) if one.role_id == role), None)
        where = place if label == SIGNERS[-1][0] else ""
        blocks.append((label, _sign(mine, title, where)))
    return blocks


def _sign(held: Appointment | None, title: str, place: str) -> Signature:
    if held is None:
        return Signature(place, title, "", "", "")
    letter = f"Surat perintah nomor {held.letter_number}" if held.capacity else ""
    return Signature(place, held.as_title, letter, str(held.user), nip(held.user.nip))

"""The parts that papers share: letterhead, heading, facts, clock, signature, files, footer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.text import Truncator

from sopti.core import words
from sopti.people.enums import Zone
from sopti.reports.answers import NOTHING
from sopti.sop.enums import NormKind
from sopti.workflow import way
from sopti.workflow.enums import Outcome
from sopti.workflow.models import RecordHead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from sopti.people.models import Court
    from sopti.reports.marks import Mark
    from sopti.sop.models import Edition
    from sopti.sop.schema import Norm, Step
    from sopti.workflow.models import Attachment, Case, Task

LONG_HEADING = 80  # letters; above that a heading is set smaller and not in capitals
FOOTER_LETTERS = 78
JUDGED = {True: "terpenuhi", False: "terlampaui", None: "tidak dinilai"}


@dataclass(frozen=True)
class Letterhead:
    """The court's lines; `big` is the place of its own name among them."""

    lines: tuple[str, ...]
    big: int
    address: tuple[str, ...]
    emblem: Path | None


@dataclass(frozen=True)
class Fact:
    """A label, what stands behind it, and smaller lines below."""

    label: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    place: str
    title: str
    letter: str
    name: str
    nip: str


@dataclass(frozen=True)
class File:
    name: str
    size: str
    fingerprint: str
    added: str


@dataclass(frozen=True)
class PaperFrame:
    """The frame of one paper: who issues it, what it is called, what its footer says.

    `mark` is None on what was not issued with this content.
    """

    head: Letterhead
    issuer: str
    heading: str
    under: tuple[str, ...]
    slip: tuple[str, ...]
    footer: str
    printed: str
    mark: Mark | None = None

    @property
    def is_long(self) -> bool:
        return len(self.heading) > LONG_HEADING


def letterhead_of(court: Court) -> Letterhead:
    """Return the court's letterhead; its own name is the big line, or else the last."""
    lines = tuple(court.letterhead) or (court.name,)
    wanted = court.name.casefold()
    big = next((i for i, line in enumerate(lines) if line.casefold() == wanted), len(lines) - 1)
    return Letterhead(lines, big, tuple(court.address), _emblem_of(court))


def _emblem_of(court: Court) -> Path | None:
    """Return the picture that the court itself laid into its data folder, if it did."""
    folder = Path(settings.VAR_DIR) / "emblems"
    found = [folder / f"{court.key}.{ending}" for ending in ("svg", "png")]
    return next((path for path in found if path.is_file()), None)


def short_moment(at: datetime | None, tz: tzinfo) -> str:
    """Return "15-10-2026 09.34", for cells of a table; a dash where nothing happened."""
    return f"{at.astimezone(tz):%d-%m-%Y %H.%M}" if at else NOTHING


def zone_of(court: Court) -> str:
    return Zone(court.zone).label


def fingerprint(mac: str, groups: int = 4) -> str:
    """Return the first letters of a hash in groups of four: "9F3A 61C0 7B2E 44D8"."""
    letters = mac.upper()[: groups * 4]
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def record_head_of(court: Court) -> RecordHead:
    """Return how far the court's record reached when this was printed: an anchor outside of it."""
    return RecordHead.objects.filter(court=court).first() or RecordHead(court=court)


def footer_of(name: str, edition: Edition, number: str, head: RecordHead, mark: Mark | None) -> str:
    """Return the two lines at the foot of every page: what this is, and which one."""
    title = Truncator(name).chars(FOOTER_LETTERS)
    sop = f"{edition.sop.number}, edisi {edition.number}"
    key = f" · {mark.key}" if mark else ""
    anchor = f"catatan {head.sequence} {fingerprint(head.mac)}".rstrip()
    return f"{title} · {sop}\n{number}{key} · {anchor}"


def printed_words(at: datetime, court: Court) -> str:
    return f"Dicetak {short_moment(at, court.tz)} {zone_of(court)}"


def sop_words(case: Case) -> str:
    sop = case.edition.sop
    since = f", berlaku {sop.effective}" if sop.effective else ""
    return f"{sop.number} {sop.title}, edisi {case.edition.number}{since}"


def procedure_words(case: Case) -> str:
    procedure = case.procedure
    title = f"{procedure.letter}. {procedure.title}" if procedure.letter else procedure.title
    return f"{title} ({case.flow.title})" if case.flow_key else title


def role_words(task: Task) -> str:
    """Return the role as the court's SOP prints it above its column."""
    return task.case.procedure.head(task.role_id) or task.role.name


def performer_notes(task: Task) -> tuple[str, ...]:
    """Return what must stand beside a performer: an acting one's letter, an own decision."""
    letter = f"surat perintah nomor {task.capacity_letter}" if task.capacity_letter else ""
    own = (
        "diputuskan atas permintaan sendiri karena tidak ada pemegang peran lain"
        if task.own_request
        else ""
    )
    return tuple(note for note in (letter, own) if note)


def clock_of(task: Task) -> tuple[Fact, ...]:
    """Return the six times of a finished task: three moments, two durations, the norm."""
    tz, zone, norm = task.case.court.tz, zone_of(task.case.court), task.sop_step.norm
    moments = {"Dibuka": task.opened_at, "Dimulai": task.started_at, "Selesai": task.finished_at}
    paused = words.duration(task.paused_minutes)
    pause = (f"jeda menunggu pemohon {paused}",) if task.paused_minutes else ()
    return (
        *(Fact(label, short_moment(at, tz), (zone,)) for label, at in moments.items()),
        Fact("Menunggu", _duration_words(task.waiting_minutes), ("jam kerja",)),
        Fact("Kerja", _duration_words(task.work_minutes), pause or ("jam kerja",)),
        Fact("Waktu baku", norm_text(norm), (JUDGED[task.within_norm],)),
    )


def norm_text(norm: Norm) -> str:
    """Return the norm as the SOP writes it; a bare number of a day says that it is one."""
    bare = norm.kind == NormKind.DAY_OF_CASE and norm.text.isdigit()
    return f"hari ke-{norm.text}" if bare else norm.text or NOTHING


def _duration_words(minutes: int | None) -> str:
    return NOTHING if minutes is None else words.duration(minutes)


def outcome_words(task: Task) -> str:
    """Return how the task ended, in words: "Ya", "Dikembalikan ke langkah 4", "Ditolak"."""
    if task.outcome == Outcome.RETURN:
        return return_words(task)
    return Outcome(task.outcome).label if task.outcome else ""


def return_words(task: Task) -> str:
    back = task.step if task.route else way.step_before(task.case.flow, task.sop_step)
    return f"Dikembalikan ke langkah {back}"


def may_refuse(step: Step) -> bool:
    return bool(step.decision and step.decision.refuse)


def signature_of(task: Task) -> Signature:
    """Return the block for the wet signature of whoever finished the task."""
    court, person = task.case.court, task.finished_by
    day = task.finished_at.astimezone(court.tz).date() if task.finished_at else None
    return Signature(
        place=f"{court.town}, {words.plain_date(day)}" if day else court.town,
        title=task.capacity or role_words(task),
        letter=f"Surat perintah nomor {task.capacity_letter}" if task.capacity_letter else "",
        name=person.full_name if person else "",
        nip=words.nip(person.nip) if person else "",
    )


def _gone(kept: Attachment, tz: tzinfo) -> str:
    at = kept.destroyed_at
    return f"; isi dimusnahkan {at.astimezone(tz):%d-%m-%Y}" if at else ""


def files_of(attachments: Iterable[Attachment], tz: tzinfo) -> tuple[File, ...]:
    return tuple(
        File(
            name=kept.name,
            size=words.file_size(kept.size),
            fingerprint=fingerprint(kept.sha256, groups=3),
            added=f"{short_moment(kept.added_at, tz)}, {kept.added_by.full_name}{_gone(kept, tz)}",
        )
        for kept in attachments
        if not kept.is_scan
    )

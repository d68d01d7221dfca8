"""What the pages of SOPs show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.timezone import localdate

from sopti.core.words import calm, listed
from sopti.people.models import Role, User
from sopti.sop import registry, rules
from sopti.sop.doubts import CONFIDENCE_WORDS, Found, doubts_in, doubts_of
from sopti.sop.drawing import plan_of, rows_of, softened
from sopti.sop.enums import Confidence, EditionStatus
from sopti.sop.models import Edition, RoleCorrection
from sopti.sop.norms import norm_words
from sopti.sop.remarks import gathered
from sopti.sop.review_list import review_rows
from sopti.sop.totals import computed_total, differs_from_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopti.sop.remarks import Remark
    from sopti.sop.schema import Body, Flow, Procedure, Step

_IDENTITY = (
    ("Nomor SOP", "number"),
    ("Tanggal pembuatan", "created"),
    ("Tanggal revisi", "revised"),
    ("Tanggal efektif", "effective"),
)
_LISTS = (
    ("Dasar hukum", "legal_basis"),
    ("Kualifikasi pelaksana", "qualifications"),
    ("Keterkaitan", "related"),
    ("Peralatan/ perlengkapan", "equipment"),
    ("Peringatan", "warning"),
    ("Pencatatan dan pendataan", "records"),
)


# ------------------------------------------------------------------------------- the documents
@dataclass
class DocumentRow:
    """One SOP: the edition that counts, and a newer one that waits for the head of the court."""

    edition: Edition
    waiting: Edition | None = None
    doubts: int = 0

    @property
    def procedures(self) -> int:
        return len(self.edition.sop.procedures)

    @property
    def steps(self) -> int:
        return sum(len(procedure.steps) for procedure in self.edition.sop.procedures)


def documents_page(user: User) -> dict[str, Any]:
    """Return one row per document of the user's court, in two queries."""
    by_document: dict[int, list[Edition]] = {}
    listed = Edition.objects.visible_to(user).defer("body")
    for edition in listed.order_by("document__key", "-number"):
        by_document.setdefault(edition.document_id, []).append(edition)
    chosen = [chosen_of(editions) for editions in by_document.values()]
    bodies = Edition.objects.visible_to(user).in_bulk([edition.pk for edition in chosen])
    rows = [
        _document_row(bodies[edition.pk], editions)
        for edition, editions in zip(chosen, by_document.values(), strict=True)
    ]
    return {"rows": rows}


def _document_row(edition: Edition, editions: Sequence[Edition]) -> DocumentRow:
    waiting = waiting_of(editions)
    newer = waiting if waiting and waiting.pk != edition.pk else None
    return DocumentRow(edition, newer, len(_doubts_shown(edition, doubts_of(edition.sop))))


def chosen_of(editions: Sequence[Edition], number: int | None = None) -> Edition:
    """Return the edition of that number, or else what is in force, or else the newest."""
    for edition in editions:
        if edition.number == number:
            return edition
    in_force = (one for one in editions if one.status == EditionStatus.IN_FORCE)
    return next(in_force, editions[0])


def waiting_of(editions: Sequence[Edition]) -> Edition | None:
    """Return the newest draft; the former drafts are left behind by it."""
    return next((edition for edition in editions if edition.is_draft), None)


def _doubts_shown(edition: Edition, found: Iterable[Found]) -> list[Found]:
    """Once in force, the computed guesses of performers are settled."""
    return [one for one in found if edition.is_draft or one.written or one.kind != "role"]


# --------------------------------------------------------------------------------- one document
def _name(edition: Edition) -> str:
    """Return the shortest name of an SOP: its number, or the title of one that has none."""
    return edition.sop.number or calm(edition.sop.title)


def document_page(edition: Edition, editions: Sequence[Edition]) -> dict[str, Any]:
    body = edition.sop
    found = _doubts_shown(edition, doubts_of(body))
    return {
        "edition": edition,
        "name": _name(edition),
        "editions": editions,
        "waiting": waiting_of(editions),
        "body": body,
        "facts": [(label, getattr(body, name)) for label, name in _IDENTITY],
        "lists": [(label, getattr(body, name)) for label, name in _LISTS],
        "procedures": [_procedure_row(procedure, found) for procedure in body.procedures],
        "remarks": gathered(one for one in found if not one.procedure),
        "doubts": len(found),
    }


def _procedure_row(procedure: Procedure, found: list[Found]) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "total": computed_total(procedure),
        "doubts": sum(one.procedure == procedure.key for one in found),
    }


# -------------------------------------------------------------------------------- one procedure
def procedure_page(edition: Edition, procedure: Procedure, viewer: User) -> dict[str, Any]:
    found = _doubts_shown(edition, doubts_in(edition.sop, procedure))
    sure, guessed = _without_medium_guesses(procedure, found)
    remarks = gathered(sure)
    heads = procedure.heads
    drawing = plan_of(procedure, is_draft=edition.is_draft)
    return {
        "edition": edition,
        "name": _name(edition),
        "body": edition.sop,
        "procedure": procedure,
        "rows": rows_of(procedure, drawing, remarks),
        "lanes": lane_heads(procedure),
        "legend": legend_of(procedure, is_draft=edition.is_draft),
        "standard_columns": 4 if heads.remark else 3,
        "remarks": remarks,
        "doubts": len(found),
        "guessed": guessed,
        "total": computed_total(procedure),
        "differs": differs_from_stated(procedure),
        "notes": _notes(procedure) + [("Tidak tergambar", words) for words in drawing.undrawn],
        "open_url": open_url(edition, procedure, viewer),
    }


def lane_heads(procedure: Procedure) -> list[str]:
    """Return the heads of the columns of performers, ready for narrow columns."""
    return [softened(" ".join(lane.head.split())) for lane in procedure.lanes]


def legend_of(procedure: Procedure, *, is_draft: bool) -> list[tuple[str, str]]:
    """Return the symbols that the drawing of a procedure uses: (kind, what it means)."""
    has_guests = any(step.also for step in procedure.steps)
    signs = [("start", "mulai, selesai"), ("process", "kegiatan"), ("decision", "keputusan")]
    signs += [("guest", "turut serta")] if has_guests else []
    return signs + ([("guess", "pelaksana masih usulan")] if is_draft else [])


def _without_medium_guesses(
    procedure: Procedure, found: list[Found]
) -> tuple[list[Found], list[int]]:
    """Set apart the steps whose performer is inferred with some confidence: one line is enough."""
    medium = {step.number for step in procedure.steps if step.confidence == Confidence.MEDIUM}
    sure, guessed = [], []
    for one in found:
        if one.kind == "role" and not one.written and one.step in medium:
            guessed.append(one.step)
        else:
            sure.append(one)
    return sure, guessed


def _notes(procedure: Procedure) -> list[tuple[str, str]]:
    """Return what the drawn table cannot show: its ways, receivers, helpers, the clock's hours."""
    notes = [("Alur", _flow_words(flow)) for flow in procedure.flows]
    head = _heads(procedure)
    for step in procedure.steps:
        place = f"Langkah {step.number}"
        if step.routes:
            ways = " atau ".join(f"{head[way.role]} ({way.label})" for way in step.routes)
            notes.append((place, f"diteruskan kepada {ways}"))
        if step.also:
            notes.append((place, f"turut serta: {listed([head[role] for role in step.also])}"))
        if step.norm.clock:
            notes.append((place, norm_words(step.norm)))
    return notes


def _heads(procedure: Procedure) -> dict[str, str]:
    """Return what to call each role: the head of its column, or else its general name."""
    heads = dict(Role.objects.values_list("key", "name"))
    return heads | {lane.role: procedure.head(lane.role) for lane in procedure.lanes}


def _flow_words(flow: Flow) -> str:
    """Say what a named way through the table is, and how it begins."""
    words = f"{flow.title}: langkah {', '.join(map(str, flow.steps))}"
    if flow.together:
        words += f"; langkah {', '.join(map(str, flow.together))} terbuka bersamaan"
    every = {"day": "hari", "week": "minggu", "month": "bulan", "year": "tahun"}.get(flow.every)
    if every:
        words += f"; dibuka dengan sendirinya setiap {every}"
    if flow.after:
        words += "; dibuka bila ada gangguan"
    return words


def open_url(edition: Edition, procedure: Procedure, viewer: User) -> str:
    """Return where the viewer opens a case of this procedure, or "" when they may not."""
    openers = {*procedure.opens_by, *(role for flow in procedure.flows for role in flow.by)}
    if edition.status != EditionStatus.IN_FORCE or not openers & viewer.role_keys:
        return ""
    section = registry.section(procedure.section)
    if section and section.opens_at:
        return reverse(section.opens_at)
    return reverse("workflow:open", args=[edition.document.key, procedure.key])


# --------------------------------------------------------------------------------------- review
@dataclass
class Question:
    """Who performs this step? The proposal, and how sure it is."""

    procedure: Procedure
    step: Step
    form: Any = None  # set by the view: one small form per question

    @property
    def head(self) -> str:
        return self.procedure.head(self.step.role)

    @property
    def confidence(self) -> str:
        return CONFIDENCE_WORDS[self.step.confidence]

    @property
    def is_settled(self) -> bool:
        return self.step.confidence == Confidence.COURT

    @property
    def is_sure(self) -> bool:
        """Whether the text itself names the performer; what the court settled stays in sight."""
        return self.step.confidence == Confidence.HIGH


@dataclass
class Part:
    """What the review says about one procedure."""

    procedure: Procedure
    remarks: list[Remark]
    questions: list[Question] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)  # for the next edition, of another floor

    @property
    def asked(self) -> list[Question]:
        return [question for question in self.questions if not question.is_sure]

    @property
    def unsettled(self) -> int:
        return sum(not question.is_settled for question in self.asked)

    @property
    def sure_questions(self) -> list[Question]:
        return [question for question in self.questions if question.is_sure]

    @property
    def has_wrong_form(self) -> bool:
        """Whether what is hidden holds a form that came back."""
        return any(question.form.errors for question in self.sure_questions if question.form)


def review_page(edition: Edition, editions: Sequence[Edition], viewer: User) -> dict[str, Any]:
    """Return all doubts, grouped, and every question about a performer."""
    body, document = edition.sop, edition.document
    shown = _doubts_shown(edition, doubts_of(body))
    found = [one for one in shown if one.kind != "role" or one.written]
    corrections, notes = document_corrections(edition), registry.review_notes(document.pk)
    return {
        "edition": edition,
        "name": _name(edition),
        "editions": editions,
        "body": body,
        "remarks": gathered(one for one in found if not one.procedure),
        "parts": [_part(one, found, notes.get(one.key, [])) for one in body.procedures],
        "unsettled": unsettled(body),
        "doubts": len(shown),
        "former": next((e for e in editions if e.status == EditionStatus.IN_FORCE), None),
        "corrections": corrections,
        "why_not_put_in_force": rules.why_not_put_in_force(viewer, edition),
        "why_not_correct": rules.why_not_correct(viewer, edition),
        "heads": User.objects.holding(
            rules.HEAD, court=document.court, on=localdate(timezone=document.court.tz)
        ),
    }


def document_corrections(edition: Edition) -> list[dict[str, Any]]:
    """Return what the court settled up to this edition, newest first, in the heads of the table."""
    rows = RoleCorrection.objects.filter(
        edition__document=edition.document_id, edition__number__lte=edition.number
    )
    known = {procedure.key: procedure for procedure in edition.sop.procedures}
    return [
        {"correction": row, "procedure": known.get(row.procedure_key)}
        for row in rows.select_related("by", "role", "former").order_by("-at", "-pk")
    ]


def _part(procedure: Procedure, found: list[Found], notes: list[Any]) -> Part:
    about = [one for one in found if one.procedure == procedure.key]
    questions = [Question(procedure, step) for step in procedure.steps]
    return Part(procedure, gathered(about), questions, notes)


def unsettled(body: Body) -> int:
    """Return how many performers are still inferred with medium or low confidence."""
    steps = (step for procedure in body.procedures for step in procedure.steps)
    return sum(step.confidence in (Confidence.MEDIUM, Confidence.LOW) for step in steps)


# ---------------------------------------------------------------------------------- differences
def compared(
    editions: Sequence[Edition], *, former: int | None, later: int | None
) -> tuple[Edition, Edition]:
    """Return the two editions to compare; unless chosen, the newest and the one before it."""
    after = chosen_of(editions, later or editions[0].number)
    earlier = [one for one in editions if one.number < after.number] or [after]
    return chosen_of([*earlier, *editions], former or earlier[0].number), after


def differences_page(before: Edition, after: Edition) -> dict[str, Any]:
    return {
        "before": before,
        "after": after,
        "name": _name(after),
        "changes": review_rows(before, after),
    }

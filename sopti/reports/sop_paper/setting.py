"""The whole paper: measured once in every type, fitted to its pages, then set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.reports import marks, parts, pdf
from sopti.reports.sop_paper import paint
from sopti.reports.sop_paper.fitting import Fit, Heights, best_fit
from sopti.reports.sop_paper.issuing import paper_of
from sopti.reports.sop_paper.tables import Drawn, Kit, Table, drawn_procedure
from sopti.sop.doubts import INFERRED
from sopti.sop.enums import EditionStatus
from sopti.sop.lanes.chart import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sopti.reports.pdf import Place
    from sopti.sop.models import Edition
    from sopti.sop.schema import Body, Procedure

SHEETS = ("sop.css", "drawn/rules.css")
WIDE = {"a4": 297 - 26, "f4": 330 - 26}  # between the margins, mm
HIGH = {"a4": 210 - 30, "f4": 215 - 30}
POINT, PIXEL = 72 / 25.4, 96 / 25.4  # of a millimetre
SIZES = ("s92", "s82")  # of type, the largest first; the stylesheet says how large
IDENTITY_SIZES = ("i94", "i86", "i80", "i72")
BOXES = (
    (("DASAR HUKUM", "legal_basis"), ("KUALIFIKASI PELAKSANA", "qualifications")),
    (("KETERKAITAN", "related"), ("PERALATAN/PERLENGKAPAN", "equipment")),
    (("PERINGATAN", "warning"), ("PENCATATAN DAN PENDATAAN", "records")),
)
STATES = ("Master", "Terkendali, salinan no. ……", "Tidak terkendali", "Kedaluwarsa")
BANNERS = {
    EditionStatus.DRAFT: "RANCANGAN: belum diberlakukan Ketua",
    EditionStatus.SUPERSEDED: "KEDALUWARSA: digantikan edisi yang lebih baru",
}


@dataclass(frozen=True)
class Box:
    head: str
    items: tuple[str, ...]

    @property
    def is_many(self) -> bool:
        return len(self.items) > 7  # noqa: PLR2004 (more stand in two columns)


@dataclass(frozen=True)
class Sign:
    """A symbol of the legend."""

    picture: str
    name: str
    word: str


@dataclass
class SopSheet:
    """What the templates of the paper need."""

    edition: Edition
    body: Body
    head: parts.Letterhead
    paper: str
    footer: str
    printed: str
    banner: str
    mark: marks.Mark | None
    boxes: list[tuple[Box, Box]]
    legend: list[Sign]
    states: list[tuple[str, bool]]
    identity_sizes: tuple[str, ...] = ()
    tables: list[Table] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.body.number} {self.body.title}".strip()


@dataclass(frozen=True)
class Layout:
    """In which type the identity stands, and how each table fits its pages."""

    identity: tuple[str, ...]
    fits: tuple[Fit, ...]


_FOUND: dict[tuple[object, ...], Layout] = {}  # measuring takes longer than printing
_FOUND_AT_MOST = 64


def sop_pdf(
    edition: Edition, *, paper: str, at: datetime, procedure: Procedure | None = None
) -> bytes:
    """Return the PDF of a whole SOP, or of one procedure without the identity page."""
    kit = Kit()
    sheet = _sheet(edition, paper, kit, at)
    drawn = _drawn(edition, [procedure] if procedure else edition.sop.procedures, paper, kit)
    what = edition.fingerprint, edition.status, paper, procedure and procedure.key, sheet.head
    layout = _FOUND.get(what) or _layout(sheet, drawn, kit, has_identity=procedure is None)
    if len(_FOUND) >= _FOUND_AT_MOST:
        _FOUND.clear()
    _FOUND[what] = layout
    sheet.identity_sizes = layout.identity
    fitted = zip(drawn, layout.fits, strict=True)
    sheet.tables = [one.table(fit.size, fit.breaks) for one, fit in fitted]
    template, emblem = "reports/sop/document.html", sheet.head.emblem
    return pdf.render_pdf(
        template, {"sheet": sheet}, sheets=SHEETS, emblem=emblem, drawn=kit.drawn()
    )


def _drawn(edition: Edition, procedures: Sequence[Procedure], paper: str, kit: Kit) -> list[Drawn]:
    whole = WIDE[paper] * POINT
    return [
        drawn_procedure(one, kit, place=place, whole=whole, is_draft=edition.is_draft)
        for place, one in enumerate(procedures)
    ]


def _layout(sheet: SopSheet, drawn: list[Drawn], kit: Kit, *, has_identity: bool) -> Layout:
    """Measure everything in the largest type, and in others only what does not fit one page."""
    room = HIGH[sheet.paper] * PIXEL
    largest, *others = SIZES
    sheet.identity_sizes = IDENTITY_SIZES if has_identity else ()
    places = _measure(sheet, [one.table(largest) for one in drawn], kit)
    identity = _identity_size(places, room) if has_identity else ()
    sheet.identity_sizes = ()
    torn = [one for one in drawn if _fit(one, places, room).breaks]
    if torn:
        smaller = [one.table(size) for one in torn for size in others]
        places |= _measure(sheet, smaller, kit)
    return Layout(identity, tuple(_fit(one, places, room) for one in drawn))


def _measure(sheet: SopSheet, tables: list[Table], kit: Kit) -> dict[str, Place]:
    """Return where everything falls on pages that never end."""
    sheet.tables = tables
    context: dict[str, Any] = {"sheet": sheet, "is_measured": True}
    emblem, rules = sheet.head.emblem, kit.measures()
    template = "reports/sop/document.html"
    return pdf.measured(template, context, sheets=SHEETS, emblem=emblem, drawn=rules)


def _identity_size(places: Mapping[str, Place], room: float) -> tuple[str]:
    """Return the largest type in which the identity stays on its page, or else the smallest."""
    fitting = [size for size in IDENTITY_SIZES if places[size].height <= room]
    return ((fitting or IDENTITY_SIZES[-1:])[0],)


def _fit(drawn: Drawn, places: Mapping[str, Place], room: float) -> Fit:
    """Return how a table fits best in the types in which it was measured."""
    measured = [size for size in SIZES if f"t{drawn.place}-{size}" in places]
    return best_fit({size: _heights(drawn, size, places) for size in measured}, room)


def _heights(drawn: Drawn, size: str, places: Mapping[str, Place]) -> Heights:
    name = f"t{drawn.place}-{size}"
    rows = [places[f"{name}-{at}"] for at in range(len(drawn.procedure.steps))]
    whole, head = places[name], places[f"{name}-head"]
    return Heights(
        title=head.top - whole.top,
        head=rows[0].top - head.top,
        rows=tuple(row.height for row in rows),
        foot=whole.bottom - rows[-1].bottom,
    )


# ------------------------------------------------------------------------------------- the sheet
def _sheet(edition: Edition, paper: str, kit: Kit, at: datetime) -> SopSheet:
    court, body = edition.document.court, edition.sop
    mark = marks.mark_of(paper_of(edition))
    return SopSheet(
        edition=edition,
        body=body,
        head=parts.letterhead_of(court),
        paper=paper,
        footer=_footer(edition, mark),
        printed=parts.printed_words(at, court),
        banner=BANNERS.get(EditionStatus(edition.status), ""),
        mark=mark,
        boxes=[(_box(body, *left), _box(body, *right)) for left, right in BOXES],
        legend=_legend(kit, edition),
        states=[(word, word == STATES[-1] and _is_superseded(edition)) for word in STATES],
    )


def _is_superseded(edition: Edition) -> bool:
    return edition.status == EditionStatus.SUPERSEDED


def _box(body: Body, head: str, name: str) -> Box:
    return Box(head, getattr(body, name))


def _footer(edition: Edition, mark: marks.Mark | None) -> str:
    court, body = edition.document.court, edition.sop
    head = parts.record_head_of(court)
    name = " ".join(part for part in (body.number, body.title) if part)
    key = f" · {mark.key}" if mark else ""
    anchor = f"catatan {head.sequence} {parts.fingerprint(head.mac)}".rstrip()
    return f"{court.name} · {name}\n{edition_words(edition)}{key} · {anchor}"


def edition_words(edition: Edition) -> str:
    if edition.in_force_at is None:
        return f"Edisi {edition.number} (rancangan)"
    day = edition.in_force_at.astimezone(edition.document.court.tz).date()
    return f"Edisi {edition.number}, berlaku di SOPTI sejak {words.plain_date(day)}"


def _legend(kit: Kit, edition: Edition) -> list[Sign]:
    signs = [
        (paint.sample_svg(Kind.START), "Kapsul", "mulai, selesai"),
        (paint.sample_svg(Kind.PROCESS), "Kotak", "kegiatan"),
        (paint.sample_svg(Kind.DECISION), "Belah ketupat", "keputusan"),
        (paint.connector_svg("A"), "Segilima", "sambungan antarhalaman"),
    ]
    steps = [step for procedure in edition.sop.procedures for step in procedure.steps]
    if any(step.also for step in steps):
        signs.append((paint.sample_svg(Kind.GUEST), "Kotak putus-putus", "turut serta"))
    if edition.is_draft and any(step.confidence in INFERRED for step in steps):
        guess = paint.sample_svg(Kind.PROCESS, is_guess=True)
        signs.append((guess, "Garis putus-putus", "pelaksana masih usulan"))
    return [Sign(kit.address(svg), name, word) for svg, name, word in signs]

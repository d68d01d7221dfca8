"""What the pages of the library of regulations show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from requests.regulations import rules
from requests.regulations.enums import LinkKind, Standing
from requests.regulations.finding import found_regulations
from requests.regulations.models import Regulation, RegulationFile
from sopti.core.words import file_size, plain_date

if TYPE_CHECKING:
    from sopti.people.models import User

PAGE = 25
TONES = {
    Standing.IN_FORCE: "tag--green",
    Standing.AMENDED: "tag--gold",
    Standing.FOLLOWED: "tag--gold",
    Standing.REVOKED: "tag--red",
}
PASSIVE = {
    LinkKind.AMENDS: "Diubah oleh",
    LinkKind.REVOKES: "Dicabut oleh",
    LinkKind.FOLLOWS: "Diikuti oleh",
}


def library_page(user: User, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return one page of the library. `chosen` comes from RegulationFilter."""
    page = Paginator(found_regulations(user, chosen), PAGE).get_page(chosen.get("hal") or 1)
    return {
        "page": page,
        "rows": [(one, *standing_of(one)) for one in page],
        "is_filtered": any(chosen.get(name) for name in ("q", "jenis", "keadaan")),
        "may_add": rules.why_not_add(user) is None,
    }


def standing_of(regulation: Regulation) -> tuple[str, str]:
    """Return (words, tone) of a regulation that was fetched with its standing."""
    standing = Standing(getattr(regulation, "standing", Standing.IN_FORCE))
    return standing.label, TONES[standing]


def regulation_page(regulation: Regulation, *, viewer: User) -> dict[str, Any]:
    """Return one regulation with its links both ways, its files, and what SOPs wrote of it."""
    words, tone = standing_of(regulation)
    return {
        "regulation": regulation,
        "standing": words,
        "tone": tone,
        "facts": _facts(regulation),
        "links": _links(regulation),
        "files": [(kept, file_size(kept.size)) for kept in regulation.files.defer("text")],
        "citations": list(regulation.citations.all()),
        "may_keep": rules.why_not_keep(viewer, regulation) is None,
        "why_not_attach": rules.why_not_attach(viewer, regulation),
    }


def _facts(regulation: Regulation) -> list[tuple[str, str]]:
    dated = plain_date(regulation.issued_on) if regulation.issued_on else "tidak dicatat"
    source = (
        str(regulation.added_by) if regulation.added_by else "dimuat SOPTI dari dasar hukum SOP"
    )
    return [
        ("Jenis", regulation.get_kind_display()),
        ("Nomor", regulation.number),
        ("Tanggal", dated),
        ("Tahun", str(regulation.year)),
        ("Dihimpun", source),
    ]


def _links(regulation: Regulation) -> list[tuple[int, str, Regulation, str]]:
    """Return (key, how, the other one, note): first what was done to it, then what it does."""
    passive = regulation.changed_by.select_related("newer")
    active = regulation.changes.select_related("older")
    return [
        *((one.pk, PASSIVE[LinkKind(one.kind)], one.newer, one.note) for one in passive),
        *((one.pk, one.get_kind_display(), one.older, one.note) for one in active),
    ]


def file_of(user: User, pk: int) -> RegulationFile | None:
    """Return a file of the person's own library."""
    mine = Regulation.objects.visible_to(user)
    return RegulationFile.objects.filter(regulation__in=mine, pk=pk).defer("text").first()

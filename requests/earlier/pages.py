"""What the pages of the old book show: its requests, its files, one of them before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from requests.earlier import rules
from requests.earlier.checking import NEW, SKIP, checked
from requests.earlier.models import EarlierImport, EarlierRequest
from sopti.core.words import plain_date

if TYPE_CHECKING:
    from datetime import date

    from requests.earlier.models import EarlierRequestQuerySet
    from sopti.people.models import Court, User
    from sopti.workflow.registry import Facts

PAGE = 25
SHOWN_WRONG, SHOWN_OTHERS = 200, 100
IN_THE_REGISTER = 10


def earlier_page(user: User, *, words: str, page: int) -> dict[str, Any]:
    found: EarlierRequestQuerySet = EarlierRequest.objects.visible_to(user).with_words(words)
    shown = Paginator(found, PAGE).get_page(page)
    keeps = rules.keeps(user)
    return {
        "page": shown,
        "rows": list(shown),
        "total": shown.paginator.count,
        "words": words,
        "keeps": keeps,
        "imports": _imports(user) if keeps else [],
    }


def found_in_register(user: User, words: str) -> dict[str, Any]:
    """Return what a search of the register finds in the old book, the newest few of them."""
    if not words.strip() or rules.why_not_read(user) is not None:
        return {}
    found: EarlierRequestQuerySet = EarlierRequest.objects.visible_to(user).with_words(words)
    rows = list(found[: IN_THE_REGISTER + 1])
    more = len(rows) > IN_THE_REGISTER
    return {"earlier": rows[:IN_THE_REGISTER], "earlier_more": more, "words": words}


def facts_of(one: EarlierRequest) -> Facts:
    """Return what the old book says of a request; nothing of what it does not say."""
    told = [
        ("Nomor lama", one.number),
        ("Tanggal masuk", plain_date(one.came_on)),
        ("Tanggal selesai", plain_date(one.ended_on) if one.ended_on else ""),
        ("Pemohon", one.requester),
        ("Unit kerja", one.unit),
        ("Jenis layanan", one.category),
        ("Perangkat", one.device),
        ("Uraian", one.detail),
        ("Hasil", one.result),
        ("Ditangani oleh", one.handler),
        ("Keadaan", one.get_state_display()),
        ("Berasal dari", f"{one.brought_by.name}, baris {one.row}"),
    ]
    return [(label, value) for label, value in told if value]


def preview_page(brought: EarlierImport, *, court: Court, today: date) -> dict[str, Any]:
    """Return what the file would bring; nothing is written."""
    found = checked(brought, court=court, today=today)
    counts, others = found.counts, [row for row in found.rows if not row.wrong]
    return {
        "brought": brought,
        "total": len(found.rows),
        "numbers": [
            ("baru", counts[NEW]),
            ("sudah tercatat, dilewati", counts[SKIP]),
            ("salah", len(found.wrong)),
        ],
        "wrong": found.wrong[:SHOWN_WRONG],
        "wrong_left": max(len(found.wrong) - SHOWN_WRONG, 0),
        "rows": others[:SHOWN_OTHERS],
        "rows_left": max(len(others) - SHOWN_OTHERS, 0),
        "writes": 0 if found.wrong else len(found.new),
    }


def _imports(user: User) -> list[tuple[EarlierImport, bool]]:
    """Return the court's imports, each with whether the viewer may take it back."""
    taken = EarlierImport.objects.filter(court=user.court_id).exclude(applied_at=None)
    found = taken.select_related("by", "undone_by").defer("rows")[:PAGE]
    return [(one, rules.why_not_undo(user, one) is None) for one in found]

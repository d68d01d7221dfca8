"""What a service request tells about its case, for the pages and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.enums import Channel
from requests.questions import told_answers
from sopti.core import words

if TYPE_CHECKING:
    from requests.models import Handling, ServiceRequest
    from sopti.workflow.models import Case

Facts = list[tuple[str, str]]


def request_facts(case: Case) -> Facts:
    """Return (label, value) of what was asked and settled; nothing of what is not known."""
    _fetch(case)
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    known: Handling | None = getattr(case, "handling", None)
    return [*(_asked(asked) if asked else []), *(_settled(known, case) if known else [])]


def request_brief(case: Case) -> Facts:
    """Return what an approver reads before deciding: the advice, what it costs, how urgent."""
    _fetch(case)
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    known: Handling | None = getattr(case, "handling", None)
    told = [
        *(_advised(known) if known else []),
        *([] if known and known.advice else _asked_in_short(asked)),
    ]
    return [(label, value) for label, value in told if value]


def _advised(known: Handling) -> Facts:
    advice = ". ".join(part for part in (known.get_way_display(), known.advice) if part)
    unsaid = "tidak disebut dalam pertimbangan" if known.advice else ""
    cost = "tanpa biaya" if known.cost == 0 else _rupiah("perkiraan", known.cost)
    return [
        ("Pertimbangan", advice),
        ("Biaya", cost or unsaid),
        ("Prioritas", str(known.get_priority_display() or "")),
        ("Klasifikasi", "" if known.advice else _joined(known.get_kind_display(), known.category)),
    ]


def _asked_in_short(asked: ServiceRequest | None) -> Facts:
    if asked is None:
        return []
    return [("Urgensi", asked.get_urgency_display()), ("Perangkat", asked.asset_or_place)]


def _fetch(case: Case) -> None:
    """Fetch the rows of the room in one query, also to know that there is none."""
    meta: Any = type(case)._meta  # noqa: SLF001 (Django's own name for it)
    rows = [meta.get_field(name) for name in ("service_request", "handling", "solution")]
    if all(row.is_cached(case) for row in rows):
        return
    fetched = (
        type(case)
        .objects.select_related("service_request", "handling", "solution__article")
        .get(pk=case.pk)
    )
    for row in rows:
        row.set_cached_value(case, row.get_cached_value(fetched))


def _asked(asked: ServiceRequest) -> Facts:
    return [
        ("Jenis layanan", asked.get_category_display()),
        ("Perangkat atau ruang", asked.asset_or_place),
        ("Urgensi menurut pemohon", asked.get_urgency_display()),
        *_channel(asked),
        *told_answers(asked.answers),
    ]


def _channel(asked: ServiceRequest) -> Facts:
    """Tell how the request came in, where it was not filed in SOPTI itself."""
    return [] if asked.came_by == Channel.SELF else [("Masuk lewat", asked.get_came_by_display())]


def _settled(known: Handling, case: Case) -> Facts:
    told = [
        ("Sifat disposisi", known.get_nature_display()),
        ("Klasifikasi", _joined(known.get_kind_display(), known.category, known.subcategory)),
        ("Prioritas", _priority(known, case)),
        ("Pertimbangan", _advice(known)),
        ("Biaya disetujui", _rupiah("", known.approved_cost)),
        ("Diserahkan kepada", _joined(known.handed_to, known.get_result_display().lower())),
    ]
    return [(label, value) for label, value in told if value]


def _priority(known: Handling, case: Case) -> str:
    if known.priority is None or known.target_at is None:
        return str(known.get_priority_display() or "")
    until = words.long_moment(known.target_at, case.court.tz)
    return f"{known.get_priority_display()}, target {until}"


def _advice(known: Handling) -> str:
    how = _joined(known.get_way_display(), _rupiah("perkiraan", known.cost))
    return f"{how}. {known.advice}" if how and known.advice else how or known.advice


def _rupiah(before: str, cost: int | None) -> str:
    return "" if cost is None else f"{before} Rp{words.number(cost)}".strip()


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)

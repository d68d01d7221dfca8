"""What the pages of assets show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q

from maintenance.assets import rules
from maintenance.assets.card import card_of
from maintenance.assets.enums import Condition
from maintenance.assets.found import BY_NAME, ENDS_SOON, SOON, found_assets
from maintenance.assets.query import is_filtered, query_of
from sopti.core.words import number, plain_date
from sopti.people.enums import ONLY_A_CLERK

if TYPE_CHECKING:
    from datetime import date

    from maintenance.assets.forms import AssetFilter
    from maintenance.assets.models import Asset, Licence
    from sopti.people.models import User

PAGE = 25
TONES = {Condition.GOOD: "", Condition.WORN: "tag--gold", Condition.BROKEN: "tag--red"}
COLUMNS = {
    "nama": "Nama",
    "nup": "NUP",
    "jenis": "Jenis",
    "ruang": "Ruang",
    "pemegang": "Pemegang",
    "kondisi": "Kondisi",
    "garansi": "Garansi",
}


@dataclass(frozen=True)
class Column:
    """A column's head: the address that sorts by it, and how it is sorted now."""

    label: str
    href: str
    sorted: str  # ascending, descending, or ""


@dataclass(frozen=True)
class Chip:
    """One filter that is set, and the address without it."""

    said: str
    href: str


@dataclass(frozen=True)
class AssetRow:
    asset: Asset
    tone: str
    warranty: str
    warns: bool


def assets_page(user: User, form: AssetFilter, *, today: date) -> dict[str, Any]:
    """Return one page of the assets that the viewer may see."""
    chosen = form.chosen()
    found = found_assets(user, chosen, today=today)
    counted = found.order_by().aggregate(
        total=Count("pk"),
        broken=Count("pk", filter=~Q(condition=Condition.GOOD)),
        ending=Count("pk", filter=Q(warranty_until__range=(today, today + SOON))),
    )
    paginator = Paginator(found.for_pages(), PAGE)
    vars(paginator)["count"] = counted["total"]
    page = paginator.get_page(chosen.get("hal") or 1)
    return counted | {
        "rows": [row_of(asset, today=today) for asset in page],
        "page": page,
        "query": query_of(chosen),
        "is_filtered": is_filtered(chosen),
        "columns": _columns(chosen),
        "chips": [
            Chip(said, f"?{query_of(chosen, without=(name,))}")
            for name, said in form.sayings(chosen)
        ],
        "summary": _summary(counted, chosen),
        "only_own": user.role_keys <= ONLY_A_CLERK,
        "may_add": rules.why_not_add(user) is None,
    }


def row_of(asset: Asset, *, today: date) -> AssetRow:
    until = asset.warranty_until
    over = until is not None and until < today
    soon = until is not None and today <= until <= today + SOON
    words = "" if until is None else f"{'habis' if over else 'sampai'} {plain_date(until)}"
    return AssetRow(asset, TONES[Condition(asset.condition)], words, warns=soon)


def asset_page(asset: Asset, *, viewer: User, today: date) -> dict[str, Any]:
    """Return one asset with its facts, its licence, its card, and what may be done with it."""
    licence: Licence | None = getattr(asset, "licence", None)
    return {
        "asset": asset,
        "row": row_of(asset, today=today),
        "facts": facts_of(asset, today=today),
        "licence": licence,
        "used": list(licence.used.select_related("device", "person")) if licence else [],
        "seats": list(asset.seats.select_related("licence__asset")),
        "expired": bool(licence and licence.expires_on and licence.expires_on < today),
        "card": card_of(asset, viewer=viewer),
        "why_not_keep": rules.why_not_keep(viewer, asset),
        "why_not_retire": rules.why_not_retire(viewer, asset),
        "why_not_restore": rules.why_not_restore(viewer, asset),
        "why_not_seat": rules.why_not_give_seat(viewer, licence) if licence else None,
    }


def facts_of(asset: Asset, *, today: date) -> list[tuple[str, str]]:
    """Return what is known of an asset, for page and paper; nothing of what is not known."""
    told = [
        ("NUP", asset.nup),
        ("Jenis", asset.kind.name),
        ("Merek dan tipe", asset.make),
        ("Nomor seri", asset.serial),
        ("Spesifikasi", asset.specification),
        ("Ruang", asset.room),
        ("Unit kerja", asset.unit),
        ("Pemegang", str(asset.holder) if asset.holder else "Perangkat bersama"),
        ("Diperoleh", plain_date(asset.acquired_on) if asset.acquired_on else ""),
        ("Harga perolehan", "" if asset.price is None else f"Rp{number(asset.price)}"),
        ("Garansi", _warranty_words(asset, today)),
        ("Catatan", asset.note),
    ]
    return [(label, value) for label, value in told if value]


def _warranty_words(asset: Asset, today: date) -> str:
    if asset.warranty_until is None:
        return ""
    until = plain_date(asset.warranty_until)
    days = (asset.warranty_until - today).days
    if days < 0:
        return f"sudah habis pada {until}"
    return f"sampai {until}" + (f", {days} hari lagi" if days <= SOON.days else "")


def _summary(counted: dict[str, int], chosen: dict[str, Any]) -> str:
    said = []
    if counted["broken"] and not chosen.get("kondisi"):
        said.append(f"{number(counted['broken'])} rusak")
    if counted["ending"] and chosen.get("garansi") != ENDS_SOON:
        said.append(f"{number(counted['ending'])} garansinya habis dalam 60 hari")
    return "; ".join(said)


def _columns(chosen: dict[str, Any]) -> list[Column]:
    now_by = chosen.get("urut") or BY_NAME
    return [_column(key, label, chosen, now_by) for key, label in COLUMNS.items()]


def _column(key: str, label: str, chosen: dict[str, Any], now_by: str) -> Column:
    state = {key: "ascending", f"-{key}": "descending"}.get(now_by, "")
    other_way = key if now_by != key else f"-{key}"
    return Column(label, f"?{query_of(chosen, urut=other_way)}", state)

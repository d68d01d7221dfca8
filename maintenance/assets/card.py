"""Kartu historis: everything that happened to an asset, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from maintenance.assets.enums import WorkKind
from maintenance.assets.subjects import KIND
from sopti.core.words import number, sentence
from sopti.workflow.models import Case
from sopti.workflow.subjects import cases_about, lines_about

if TYPE_CHECKING:
    from datetime import date

    from maintenance.assets.models import Asset, AssetWork, Handover
    from sopti.people.models import User
    from sopti.workflow.subjects import Line


@dataclass(frozen=True)
class CardLine:
    """One thing that happened: when, what, in which words, by whom, and where to read on."""

    on: date
    what: str
    text: str
    by: str
    condition: str = ""
    cost: str = ""
    link: str = ""
    link_words: str = ""
    is_paper: bool = False


def card_of(asset: Asset, *, viewer: User) -> list[CardLine]:
    """Return the card of an asset."""
    works = asset.works.select_related("by")
    handovers = asset.handovers.select_related("by", "from_holder", "to_holder")
    lines = [
        *(_of_work(work) for work in works),
        *(_of_handover(one) for one in handovers),
        *(_of_case(case, asset) for case in _cases(asset, viewer)),
        *(_of_line(line) for line in lines_about(KIND, str(asset.pk), viewer=viewer)),
        _first(asset),
    ]
    if asset.retired_on:
        lines.append(
            CardLine(asset.retired_on, "Dihentikan", asset.retired_reason, by="Kasubag PTIP")
        )
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _cases(asset: Asset, viewer: User) -> list[Case]:
    """Return the cases that name the asset, as far as the viewer may see them."""
    about = cases_about(KIND, str(asset.pk))
    return list(Case.objects.visible_to(viewer).for_pages().filter(pk__in=about))


def _of_case(case: Case, asset: Asset) -> CardLine:
    return CardLine(
        on=localtime(case.opened_at, asset.court.tz).date(),
        what="Permintaan" if case.requester else "Berkas",
        text=f"{sentence(case.title)} {case.get_status_display()}.",
        by=str(case.requester or ""),
        link=case.get_absolute_url(),
        link_words=case.number,
    )


def _of_line(line: Line) -> CardLine:
    return CardLine(
        line.on, line.what, line.text, line.by, link=line.link, link_words=line.link_words
    )


def _first(asset: Asset) -> CardLine:
    if asset.acquired_on:
        text = f"{asset.name}, {asset.make}".strip(", ")
        return CardLine(asset.acquired_on, "Diperoleh", text, "")
    day = localtime(asset.added_at, asset.court.tz).date()
    return CardLine(day, "Dicatat", "Aset dicatat di SOPTI.", "")


def _of_work(work: AssetWork) -> CardLine:
    part = f" Suku cadang: {work.part}." if work.part else ""
    return CardLine(
        on=work.done_on,
        what=WorkKind(work.kind).label,
        text=f"{work.summary}{part}",
        by=work.worker,
        condition=work.get_condition_display(),
        cost="" if work.cost is None else f"Rp{number(work.cost)}",
    )


def _of_handover(one: Handover) -> CardLine:
    giver = f"{one.from_holder}, {one.from_room}" if one.from_holder else one.from_room
    taker = f"{one.to_holder}, {one.to_room}" if one.to_holder else one.to_room
    return CardLine(
        on=one.handed_on,
        what="Serah terima",
        text=f"Dari {giver} kepada {taker}.",
        by=str(one.by),
        condition=one.get_condition_display(),
        link=one.get_absolute_url(),
        link_words=one.number,
        is_paper=True,
    )

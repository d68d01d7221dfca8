"""Requests that are open already and look like the one about to be sent."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sopti.people.worktime import calendar_of
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case
from sopti.workflow.pages.rows import CaseRow, case_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from requests.actions import Wish
    from requests.models import ServiceRequest
    from sopti.people.models import User

NEWEST, SHOWN, LOOKS_BACK = 200, 5, timedelta(days=60)
ENOUGH_WORDS = 2
COMPARED = ("service_request__category", "service_request__asset_or_place")
WORD = re.compile(r"[a-z]{4,}|[a-z]*\d+")
NUMBER = re.compile(r"\d+")
# Words that any two requests share.
COMMON = frozenset({
    "akan", "atau", "baru", "belum", "bisa", "dapat", "dari", "dengan", "hari", "kantor", "karena",
    "kemarin", "lagi", "lantai", "macet", "mati", "meja", "minta", "mohon", "nomor", "pada",
    "pagi", "perlu", "permintaan", "putus", "ruang", "ruangan", "rusak", "saat", "sejak", "semua",
    "sering", "siang", "sudah", "terus", "tidak", "untuk", "yang",
})  # fmt: skip


def alike(
    wish: Wish, *, seen: Collection[int], viewer: User, now: datetime, asker: User | None = None
) -> list[CaseRow]:
    """Return open requests of the court that look like this one, except those shown before.

    Of the requests of others a row tells number, title and where it stands; no more is shown.
    With an `asker`, what this person asked for of the same category counts as alike, too.
    """
    if viewer.court is None:
        return []
    running = Case.objects.filter(
        court=viewer.court,
        status=CaseStatus.RUNNING,
        opened_at__gte=now - LOOKS_BACK,
        service_request__isnull=False,
    )
    # Only what is compared: 200 whole cases with their people took most of the time of filing.
    compared = running.select_related("service_request").only("title", "requester", *COMPARED)
    found = [
        case.pk
        for case in compared[:NEWEST]
        if case.pk not in seen and (_is_alike(wish, case) or _is_theirs(wish, case, asker))
    ][:SHOWN]
    shown = Case.objects.for_rows().in_bulk(found) if found else {}
    rows = [shown[key] for key in found]
    return case_rows(rows, viewer=viewer, now=now, calendar=calendar_of(viewer.court))


def openable(rows: Iterable[CaseRow], *, viewer: User) -> set[int]:
    """Return which of these cases the person may open: the others' stay closed."""
    visible = Case.objects.visible_to(viewer).filter(pk__in=[row.case.pk for row in rows])
    return set(visible.values_list("pk", flat=True))


def _is_theirs(wish: Wish, case: Case, asker: User | None) -> bool:
    is_same = asker is not None and case.requester_id == asker.pk
    return is_same and case.service_request.category == wish.category


def _is_alike(wish: Wish, case: Case) -> bool:
    """Tell whether the place is the same, or enough of what was said of it."""
    asked: ServiceRequest = case.service_request
    same_place = _words(wish.asset_or_place) & _words(asked.asset_or_place)
    same_title = _words(wish.title) & _words(case.title)
    if _plain(wish.asset_or_place) == _plain(asked.asset_or_place):
        return wish.category == asked.category or bool(same_title)
    if _names_another(
        f"{wish.title} {wish.asset_or_place}", f"{case.title} {asked.asset_or_place}"
    ):
        return False
    return len(same_title) >= ENOUGH_WORDS or bool(same_place and same_title)


def _names_another(text: str, other: str) -> bool:
    """Tell whether both name a number, and not the same: loket 1 is not loket 2."""
    numbers, others = set(NUMBER.findall(text)), set(NUMBER.findall(other))
    return bool(numbers and others) and not numbers & others


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower())) - COMMON

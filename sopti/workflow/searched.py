"""Cases as they are found from every page, but for those that a room finds as its own things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.search.actions import keep_found
from sopti.search.kinds import Searched
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User

KEY = "berkas"
_APART: dict[str, str] = {}  # section -> the room's one-to-one relation of Case


def search_apart(section: str, relation: str) -> None:
    """Let a room register the cases of its section as things of its own kind."""
    _APART[section] = relation


class Cases(Searched[Case]):
    key = KEY
    label = "Berkas"
    icon = "journal-text"
    order = 20

    def every(self) -> QuerySet[Case]:
        return Case.objects.filter(**_of_no_room()).for_rows()

    def visible_to(self, user: User) -> QuerySet[Case]:
        return Case.objects.visible_to(user).filter(**_of_no_room()).for_rows()

    def title(self, thing: Case) -> str:
        return thing.title

    def hint(self, thing: Case) -> str:
        told = [thing.number, thing.procedure.title, thing.get_status_display().lower()]
        return " · ".join(told)

    def text(self, thing: Case) -> str:
        return thing.detail


def _of_no_room() -> dict[str, bool]:
    return {f"{relation}__isnull": True for relation in _APART.values()}


def keep_case(case: Case) -> None:
    """Let a new or changed case be found, unless its room does it."""
    if case.procedure.section not in _APART:
        keep_found(KEY, [case])


CASES = Cases()

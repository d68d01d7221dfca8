"""What may hang on a request beside its steps, read with the case so that no page asks in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from requests.relations.models import Merge, RequestLink
from requests.worklog.models import WorkSpell

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def has_spells() -> Exists:
    return Exists(WorkSpell.objects.filter(task__case=OuterRef("pk")))


def has_links() -> Exists:
    ends = Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
    return Exists(RequestLink.objects.standing().filter(ends))


def is_merged() -> Exists:
    return Exists(Merge.objects.filter(case=OuterRef("pk")))


def has_merged() -> Exists:
    return Exists(Merge.objects.filter(leading=OuterRef("pk")))


def may_have(case: Case, mark: str) -> bool:
    """Tell whether it is worth asking; where the case was read without its marks, it is."""
    return bool(vars(case).get(mark, True))

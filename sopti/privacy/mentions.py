"""Where else a person is named: every reference to a person that no room has told of itself.

Found from the tables themselves, so that a new table cannot be forgotten on the page. It only
counts: what stands in those rows is the court's, not the person's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import CharField, Count, ForeignKey, Value

from sopti.core.kept import kept
from sopti.people.holdings import holdings
from sopti.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

SIGNER_OF_VERSIONS = "history_user"


@dataclass(frozen=True)
class Mention:
    """One part of the house, and in how many places of its rows the person is named."""

    title: str
    count: int


def mentions_of(person: int) -> list[Mention]:
    """Return where the person is named, the most first. One query."""
    found: Counter[str] = Counter()
    for app, count in _counted(person=person):
        found[str(apps.get_app_config(app).verbose_name)] += count
    return [Mention(title, count) for title, count in found.most_common() if count]


@cache
def untold() -> tuple[tuple[type[Model], str], ...]:
    """Return the references to a person that no holding covers, as (model, name of the field)."""
    covered = {name for holding in holdings() for name in holding.covers}
    return tuple(
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in _references(model)
        if f"{model._meta.label_lower}.{field.name}" not in covered  # noqa: SLF001 (Django's name)
    )


def _references(model: type[Model]) -> Iterator[ForeignKey[Any, Any]]:
    """Yield the fields that name a person; of a table of versions only who made them.

    A version's other columns repeat those of the row itself.
    """
    is_version = hasattr(model, "history_type")
    for field in model._meta.get_fields():  # noqa: SLF001 (Django's own name)
        if not isinstance(field, ForeignKey) or field.related_model is not User:
            continue
        if not is_version or field.name == SIGNER_OF_VERSIONS:
            yield field


@kept
def _counted(*, person: int) -> QuerySet[Any, Any]:
    first, *others = [_count(model, name, person) for model, name in untold()]
    return first.union(*others, all=True)


def _count(model: type[Model], name: str, person: int) -> QuerySet[Any, Any]:
    rows = model._default_manager.filter(**{name: person}).order_by()  # noqa: SLF001 (Django's)
    one = rows.values(counted_as=Value(model._meta.app_label, CharField()))  # noqa: SLF001
    counted: QuerySet[Any, Any] = one.annotate(counted=Count("pk")).values_list(
        "counted_as", "counted"
    )
    return counted

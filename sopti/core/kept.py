"""Questions to the database that Django writes once; after that only their values change.

Django puts a query together anew each time, which takes longer than most of ours take to run:
half of Beranda's time was spent on writing SQL that differed from the last one in a key or a
moment. `@kept` keeps what Django wrote, and PostgreSQL keeps how it finds it (prepared.py):

    @kept
    def _of_case(*, case: int) -> QuerySet[Question]:
        return Question.objects.filter(task__case=case).select_related("asked_by").order_by()

    questions = _of_case(case=5)  # a list

The function sees stand-ins in place of its values, so it may only hand them on to filters: what it
looks at or computes itself (a clock, `if`) would be kept too. The tests let every call be written
anew and compared (tests/conftest.py).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Func, QuerySet, Value

from sopti.core.kept_rows import Reader
from sopti.core.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Model

P = ParamSpec("P")
Row = TypeVar("Row")
LISTS = (list, tuple, set, frozenset)
WIDEST = 2**63  # what a column of whole numbers holds at most, and one more
LONGEST = 512  # a list of more values is not worth keeping


class _OneOf(Func):
    """A list of stand-ins, to the right of `in`."""

    template = "(%(expressions)s)"


@dataclass(frozen=True)
class _Slot:
    """Stands among the kept parameters where a value belongs."""

    name: str
    place: int | None = None  # in a list


def _is_slot(param: Any) -> bool:
    return isinstance(param, _Slot)


def _value(param: Any, values: dict[str, Any]) -> Any:
    """Return what stands in the place of a kept parameter this time."""
    if not _is_slot(param):
        return param
    value = values[param.name]
    return connection.ops.adapt_unknown_value(value if param.place is None else value[param.place])


class _Written:
    """What Django wrote for values of one shape."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        self.sql, self.params = "", cast("tuple[Any, ...]", ())
        self.reader: Reader | None = None  # without one it finds nothing, whatever is asked
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        with suppress(EmptyResultSet):
            self.sql, self.params = compiler.as_sql()
            self.reader = Reader(queryset, compiler)
        self.prepared = self._prepared()

    def ask(self, values: dict[str, Any]) -> list[Any]:
        """Return the rows for these values, as Django's own way of reading rows makes them."""
        return self.reader.answers(*self._filled(values)) if self.reader else []

    def _prepared(self) -> Prepared | None:
        if connection.vendor != "postgresql" or self.reader is None:
            return None
        return Prepared(self.sql, self.params, varies=_is_slot)

    def _filled(self, values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        if not self.prepared:
            return self.sql, tuple(_value(one, values) for one in self.params)
        self.prepared.make_known()
        return self.prepared.call, tuple(
            _value(one, values) for one in self.params if _is_slot(one)
        )


class Checking:
    """Switched on by the tests: each kept query is written anew and must come out the same."""

    on = False


def kept(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Turn a function that returns a query into one that returns its rows; see above."""
    known: dict[tuple[Any, ...], _Written] = {}

    @wraps(build)
    def ask(*args: P.args, **values: P.kwargs) -> list[Row]:
        filled = {name: _filled(value) for name, value in values.items()}
        shape = tuple((name, _shape(value)) for name, value in filled.items())
        if args or any(size is None or size > LONGEST for _, size in shape):
            return list(build(*args, **values))
        key = (connection.vendor, *shape)
        if key not in known or Checking.on:
            written = _Written(_built(build, filled))
            before = known.setdefault(key, written)
            assert before.sql == written.sql, f"{build} looks at its values."  # noqa: S101
            assert before.params == written.params, f"{build} looks at its values."  # noqa: S101
        return known[key].ask(filled)

    return ask


def _built(build: Callable[..., QuerySet[Any, Any]], values: dict[str, Any]) -> QuerySet[Any, Any]:
    return build(**{name: _stand_in(name, value) for name, value in values.items()})


def _stand_in(name: str, value: Any) -> Any:
    if not isinstance(value, tuple):
        return Value(_Slot(name))
    return _OneOf(*(Value(_Slot(name, place)) for place in range(len(value)))) if value else ()


def _filled(value: Any) -> Any:
    """Return a list with its last value repeated, so that few lengths are asked for."""
    if not isinstance(value, LISTS):
        return value
    found = tuple(value)
    length = 1 << (len(found) - 1).bit_length() if found else 0
    return found + found[-1:] * (length - len(found))


def _shape(value: Any) -> int | None:
    """Return how many values it is, -1 for one by itself, and None for what SQL asks otherwise."""
    if value is None or (isinstance(value, int) and not -WIDEST <= value < WIDEST):
        return None  # Django itself knows that no column holds such a number
    return len(value) if isinstance(value, tuple) else -1


def put_as_fetched(owner: Model, name: str, rows: Sequence[Model]) -> None:
    """Let `owner.<name>.all()` give these rows without asking, as after a prefetch."""
    fetched: Any = getattr(owner, name).all()
    fetched._result_cache = list(rows)  # noqa: SLF001 (what prefetch_related does)
    fetched._prefetch_done = True  # noqa: SLF001
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = fetched

"""Objects of the rows of a kept query: what Django works out for each answer is worked out once."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.query import ModelIterable, get_related_populators

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

    Row = Sequence[Any]


class Reader:
    """Asks the database, and reads its rows as the iterables of Django's querysets do."""

    def __init__(self, queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> None:
        columns: list[Any] = [one[0] for one in compiler.select[: compiler.col_count]]
        assert not compiler.has_composite_fields(columns)  # noqa: S101 (we have none)
        self._compiler = compiler
        self._converters = compiler.get_converters(columns)
        self._models = _Models(queryset, compiler) if _gives_plain_objects(queryset) else None
        self._queryset = queryset

    def answers(self, sql: str, params: Sequence[Any]) -> list[Any]:
        """Return what the query gives; the SQL is that of the compiler, or leads to the same."""
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows: Iterable[Row] = cursor.fetchall()
        if self._converters:
            compiler = copy.copy(self._compiler)
            compiler.connection = connection
            rows = compiler.apply_converters(rows, self._converters)
        return self._models.made_of(rows) if self._models else self._read(rows)

    def _read(self, rows: Iterable[Row]) -> list[Any]:
        """Let Django read rows of another kind: values, or objects with others fetched after."""
        compiler: Any = copy.copy(self._compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.execute_sql = lambda *_, **__: None
        compiler.results_iter = lambda *_, **__: map(tuple, rows)
        query = copy.copy(self._queryset.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        asked: QuerySet[Any, Any] = self._queryset.__class__(self._queryset.model)
        asked.__dict__.update(self._queryset.__dict__, _query=query)
        return list(asked)


def _gives_plain_objects(queryset: Any) -> bool:
    after = queryset._known_related_objects or queryset._prefetch_related_lookups  # noqa: SLF001
    return queryset._iterable_class is ModelIterable and not after  # noqa: SLF001


class _Models:
    """Where in a row the columns of an object are, and of those that it leads to."""

    def __init__(self, queryset: Any, compiler: SQLCompiler) -> None:
        info: Any = compiler.klass_info
        select: Any = compiler.select
        self._model = info["model"]
        self._begin, self._end = info["select_fields"][0], info["select_fields"][-1] + 1
        self._names = [one[0].target.attname for one in select[self._begin : self._end]]
        # From Django 6.1 on objects are told how to fetch what they lack.
        mode = [queryset._fetch_mode] if hasattr(queryset, "_fetch_mode") else []  # noqa: SLF001
        self._related = get_related_populators(info, select, DEFAULT_DB_ALIAS, *mode)
        self._annotated = list((compiler.annotation_col_map or {}).items())

    def made_of(self, rows: Iterable[Row]) -> list[Any]:
        return list(map(self._made, rows))

    def _made(self, row: Row) -> Any:
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._begin : self._end])
        for related in self._related:
            related.populate(row, made)
        for name, place in self._annotated:
            setattr(made, name, row[place])
        return made

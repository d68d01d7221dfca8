"""Questions that PostgreSQL reads and plans once for each connection; after that it gets values."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PLACE = re.compile(r"%(s|%)")
_numbers = count(1)


class Prepared:
    """One question under a name of its own, for every connection of this process.

    What is the same at each call stands in it as it is: only by that PostgreSQL can see that an
    index on a part of a table serves.
    """

    def __init__(self, sql: str, params: Sequence[Any], *, varies: Callable[[Any], bool]) -> None:
        self._sql, self._params, self._varies = sql, params, varies
        self._name = f"kept_{next(_numbers)}"
        self._known_to: WeakSet[Any] = WeakSet()
        places = ", ".join("%s" for one in params if varies(one))
        self.call = f"EXECUTE {self._name} ({places})" if places else f"EXECUTE {self._name}"

    def make_known(self) -> None:
        """Tell this thread's connection the question, if it has not heard it yet."""
        connection.ensure_connection()
        opened: Any = connection.connection
        if opened not in self._known_to:
            with connection.wrap_database_errors:
                opened.execute(f"PREPARE {self._name} AS {self._body(opened)}")
            self._known_to.add(opened)

    def _body(self, opened: Any) -> str:
        written = self._written(opened)
        return PLACE.sub(lambda found: "%" if found[1] == "%" else next(written), self._sql)

    def _written(self, opened: Any) -> Iterator[str]:
        from psycopg.sql import Literal  # noqa: PLC0415 (only where there is PostgreSQL)

        numbers = count(1)
        for one in self._params:
            yield f"${next(numbers)}" if self._varies(one) else Literal(one).as_string(opened)

"""The assets of a filter as a file for a spreadsheet, in the columns that the import reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

from maintenance.assets.found import found_assets
from maintenance.assets.imports.columns import COLUMNS, WIDTHS, cells_of
from maintenance.assets.models import Asset
from sopti.core.sheets_out import csv_lines, xlsx_file
from sopti.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MOST_ROWS = 20_000
BATCH = 500
TITLE = "Aset"


@dataclass(frozen=True)
class Export:
    """The filtered assets of one viewer on one day."""

    user: User
    chosen: dict[str, Any]
    today: date

    @property
    def name(self) -> str:
        return f"aset-{self.user.court.key if self.user.court else ''}-{self.today:%Y-%m-%d}"

    def csv(self) -> Iterator[str]:
        """Return the lines."""
        return csv_lines(WIDTHS, self._rows())

    def xlsx(self) -> IO[bytes]:
        """Return the workbook in a file that is gone once it is closed."""
        return xlsx_file(TITLE, WIDTHS, self._rows())

    def _rows(self) -> Iterator[list[Any]]:
        """Yield the cells of every asset. Its numbers are read first, as in the register."""
        found = found_assets(self.user, self.chosen, today=self.today)
        keys = list(found.values_list("pk", flat=True)[:MOST_ROWS])
        for first in range(0, len(keys), BATCH):
            batch = keys[first : first + BATCH]
            by_key = Asset.objects.for_pages().select_related("licence").in_bulk(batch)
            for key in batch:
                if key in by_key:
                    yield cells_of(by_key[key], holder=self._named(by_key[key].holder))

    def _named(self, holder: User | None) -> str:
        """Return the holder's name, or their account where others have the same name."""
        if holder is None:
            return ""
        alike = self._names[holder.full_name] > 1 or not holder.full_name
        return holder.username if alike else holder.full_name

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(User.objects.visible_to(self.user).values_list("full_name", flat=True))


def template_rows() -> list[list[Any]]:
    """Return the one filled row of the template."""
    return [[column.example for column in COLUMNS]]

"""From a file to the rows that wait to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maintenance.assets.imports.columns import COLUMNS
from sopti.core.sheet_columns import told_by
from sopti.core.sheets_in import read_table

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from sopti.core.sheet_columns import Told

MOST_ROWS = 5_000


def read(file: UploadedFile[Any]) -> Told:
    """Return what the file says. Refuses a file that is no table of assets."""
    return told_by(read_table(file, most_rows=MOST_ROWS), COLUMNS, noun="aset")

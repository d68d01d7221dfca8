"""What is kept of a rehearsal: which copy was brought back, when, how long, and what was wrong."""

from __future__ import annotations

import logging
from datetime import datetime  # noqa: TC003 (pydantic reads it)
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from sopti.core.errors import Refusal
from sopti.recovery.copies import flush

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)
NAME = "latihan.json"


class Rehearsal(BaseModel):
    """The newest rehearsal. It lies beside the copies: a database brought back would forget it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    began_at: datetime
    of: str  # the copy's name
    seconds: float
    wrong: str = ""  # the first thing that was broken; "": nothing
    passed_at: datetime | None = None  # when a rehearsal last went well, this one or an earlier one

    def keep(self, folder: Path) -> None:
        """Write it beside the copies, whole or not at all."""
        half = folder / f".{NAME}"
        try:
            half.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")
            flush(half)
            half.replace(folder / NAME)
        except OSError as error:
            told = f"Hasil latihan tidak dapat dicatat di {folder}: {error.strerror}."
            raise Refusal(told) from error


def last_rehearsal(folder: Path) -> Rehearsal | None:
    """Return the newest rehearsal of the copies in this folder; None where none can be read."""
    try:
        return Rehearsal.model_validate_json((folder / NAME).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValidationError, UnicodeDecodeError) as reason:
        log.warning("%s: %s", folder / NAME, type(reason).__name__)
        return None

"""Faults that are nobody's mistake: a database that is away or busy, a disk without room."""

from __future__ import annotations

import errno
import logging

from django.db import Error, InterfaceError, OperationalError

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's word for it; SQLite says it in a sentence
# PostgreSQL's words for faults that Django takes for its own: a copy that stands by or was set to
# reading only, and a connection that was ended because its transaction lay idle for too long.
NOT_OURS = {"25006", "25P03"}
AWAY_FROM_DATABASE = (OperationalError, InterfaceError)


def is_disk_full(error: BaseException | None) -> bool:
    """Tell whether a file, an upload on its way, or the database found no room on the disk."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if _sqlstate(error) == DISK_FULL or "disk is full" in str(error):
            return True
        error = error.__cause__
    return False


def is_database_away(error: BaseException | None) -> bool:
    """Tell whether the database cannot be reached, is busy for too long, or takes no changes."""
    if isinstance(error, AWAY_FROM_DATABASE):
        return True
    return isinstance(error, Error) and _sqlstate(error.__cause__) in NOT_OURS


def _sqlstate(error: BaseException | None) -> str:
    return getattr(error, "sqlstate", None) or ""


class OneLine(logging.Filter):
    """Tell such a fault in one line: a hundred traces of the same outage hide everything else."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_disk_full(error) or is_database_away(error):
            words = " ".join(str(error).split())
            record.msg = f"{record.getMessage()}: {type(error).__name__}: {words}"
            record.args, record.exc_info = (), None
        return True

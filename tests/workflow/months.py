"""November 2026 as reports tell it in the middle of December, and how much telling costs."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sopti.core.periods import month_of, year_of
from sopti.workflow.chapters import Chapter

OCTOBER, NOVEMBER = month_of(date(2026, 10, 1)), month_of(date(2026, 11, 1))
YEAR = year_of(2026)
LATER = datetime(2026, 12, 15, 3, 0, tzinfo=UTC)


def it_is(moment, monkeypatch):
    monkeypatch.setattr("sopti.workflow.telling.now", lambda: moment)


def rows_of(chapter, caption):
    """The rows of the table whose caption begins so."""
    [table] = [one for one in chapter.tables if one.caption.startswith(caption)]
    return table.rows


def cost(tell, court, period=NOVEMBER):
    """How many queries the telling takes, once what a process keeps is kept."""
    tell(court, period)
    with CaptureQueriesContext(connection) as asked:
        chapter = tell(court, period)
    assert Chapter.model_validate_json(chapter.model_dump_json()) == chapter
    return len(asked)

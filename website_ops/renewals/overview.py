"""What the renewals tell on Ikhtisar: what ends soon, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.core.words import number, plain_date
from sopti.workflow.overview import LATE, MOST_ROWS, SOON, Line, Part
from website_ops.renewals.pages import finding_of, open_terms, rows_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from website_ops.renewals.pages import TermRow


def tell(user: User, now: datetime) -> Part | None:
    """Return the part; None where nothing is paid for by the year. One query."""
    assert user.court is not None  # noqa: S101 (the page refused whoever has none)
    rows = rows_of(open_terms(user), today=now.astimezone(user.court.tz).date())
    if not rows:
        return None
    return Part(
        title="Langganan yang habis",
        lead=finding_of(rows),
        lines=tuple(_line(row) for row in rows if row.is_soon)[:MOST_ROWS],
        more=("Semua langganan", reverse("website_ops:renewals")),
    )


def _line(row: TermRow) -> Line:
    term = row.term
    tone = LATE if row.days < 0 else SOON
    beside = f"{row.left}, {plain_date(term.until)}, Rp{number(term.cost)}"
    return Line(str(term.service), term.service.get_absolute_url(), beside, tone)

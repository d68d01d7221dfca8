"""What security knows of a case that lets an application in: on its page, and above a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.applications.accepting import acceptance_of
from maintenance.security.applications.words import summary_of

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def facts(case: Case) -> list[tuple[str, str]]:
    """Return the application and how far its acceptance came; nothing for the month's case."""
    found = acceptance_of(case)
    if found is None:
        return []
    told = [
        ("Aplikasi", f"{found.application} {found.version}".strip()),
        ("Hasil uji", summary_of(found.tests.all())),
        ("Saran", found.get_advice_display()),
        ("Pertimbangan", found.consideration),
    ]
    return [(label, value) for label, value in told if value]

"""The engine's word to the floor above that a sheet is finished. It knows of no paper itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.workflow.models import Case, Task

_ISSUERS: list[str] = []  # by dotted name: registered before the models exist that they write


def register_issuer(issue: str) -> None:
    """Let the floor above issue sheets: `issue` names a function (case, task, at).

    It is called in the transaction of the deed.
    """
    if issue not in _ISSUERS:
        _ISSUERS.append(issue)


def issue_papers(case: Case, task: Task | None = None, *, at: datetime) -> None:
    """Have the sheet of a finished task, or of a closed case, issued."""
    for issue in _ISSUERS:
        import_string(issue)(case, task, at)

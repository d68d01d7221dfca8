"""The engine's word to the floor above that a sheet is finished. It knows of no paper itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.sop.models import Edition
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


_EDITION_ISSUERS: list[str] = []


def register_edition_issuer(issue: str) -> None:
    """Let the floor above issue the paper of an SOP: `issue` names a function (edition, by, at).

    It is called in the transaction that puts the edition into force.
    """
    if issue not in _EDITION_ISSUERS:
        _EDITION_ISSUERS.append(issue)


def issue_edition(edition: Edition, *, by: User | None, at: datetime) -> None:
    """Have the paper of an edition that was put into force issued."""
    for issue in _EDITION_ISSUERS:
        import_string(issue)(edition, by, at)

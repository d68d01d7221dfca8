"""Files of a case that its rooms keep beside the attachments: photos of a check, a bill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile

    from sopti.workflow.models import Case


@dataclass(frozen=True)
class CaseFile:
    """One file, and what a person would call it, with its ending."""

    file: FieldFile
    name: str
    sha256: str = ""  # as it was when it came, where the room keeps that


_TELLS: list[str] = []


def register_case_files(tell: str) -> None:
    """Let a room name its files of a case; `tell` names a function (case) for CaseFiles."""
    if tell not in _TELLS:
        _TELLS.append(tell)


def files_of_rooms(case: Case) -> list[CaseFile]:
    """Return what the rooms keep of the case."""
    return [file for tell in _TELLS for file in import_string(tell)(case)]

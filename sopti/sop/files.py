"""SOP files: one folder per document, read into the schema or refused with every fault named."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from sopti.sop.schema import Body, Form, Identity, Key, Part, Procedure
from sopti.sop.sentences import Fault, place_of, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

IDENTITY, FORMS = "sop.toml", "forms.toml"
T = TypeVar("T", bound=BaseModel)
_AT = re.compile(r"at line (\d+), column (\d+)")


class IdentityFile(Identity):
    """sop.toml: whose SOP this is, and its identity block."""

    court: Key
    key: Key


class FormsFile(Part):
    """forms.toml: the FM/AS forms that the steps fill. A document without forms needs none."""

    forms: tuple[Form, ...] = ()


@dataclass
class Reading:
    """What a folder said, as far as it could be read, and every fault found on the way."""

    folder: Path
    identity: IdentityFile | None = None
    forms: FormsFile | None = None
    procedures: dict[str, Procedure] = field(default_factory=dict)  # by file label
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    def label(self, file: str) -> str:
        return f"{self.folder.name}/{file}"

    def refuse(self, file: str, place: str, reason: str) -> None:
        self.faults.append(Fault(self.label(file), place, reason))

    @property
    def body(self) -> Body | None:
        """The whole body, or None while anything is missing or wrong."""
        if self.faults or not (self.identity and self.forms and self.procedures):
            return None
        identity = {name: getattr(self.identity, name) for name in Identity.model_fields}
        forms, procedures = self.forms.forms, tuple(self.procedures.values())
        return Body(**identity, forms=forms, procedures=procedures)


def folders_in(paths: Iterable[Path]) -> list[Path]:
    """Return the document folders at or below the paths, each once, in order."""
    found: dict[Path, None] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(path.rglob("*.toml"))
        found.update(dict.fromkeys(file.parent.resolve() for file in files))
    return list(found)


def read_document(folder: Path) -> Reading:
    """Read the folder of one document. Faults are collected, none stops the reading."""
    reading = Reading(folder)
    reading.identity = _read(reading, IDENTITY, IdentityFile)
    reading.forms = _read_forms(reading)
    for path in sorted(folder.glob("*.toml")):
        if path.name not in (IDENTITY, FORMS):
            procedure = _read(reading, path.name, Procedure)
            if procedure:
                reading.procedures[path.name] = procedure
    if not [path for path in folder.glob("*.toml") if path.name not in (IDENTITY, FORMS)]:
        reading.refuse(IDENTITY, "", "dokumen ini tidak mempunyai satu pun berkas prosedur")
    _refuse_wrong_folder(reading)
    return reading


def _read_forms(reading: Reading) -> FormsFile | None:
    if not (reading.folder / FORMS).exists():
        return FormsFile()
    return _read(reading, FORMS, FormsFile)


def _refuse_wrong_folder(reading: Reading) -> None:
    # A folder copied for another court, its `court` forgotten, must not touch the first court.
    if not reading.identity:
        return
    said = (reading.identity.court, reading.identity.key)
    stands = (reading.folder.parent.name, reading.folder.name)
    if said != stands:
        words = f"court dan key berbunyi {'/'.join(said)}, tetapi foldernya {'/'.join(stands)}"
        reading.refuse(IDENTITY, "", words)


def _read(reading: Reading, file: str, kind: type[T]) -> T | None:
    raw = _parse(reading, file)
    if raw is None:
        return None
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors():
            reading.refuse(file, place_of(fault["loc"], raw), reason_of(fault))
    return None


def _parse(reading: Reading, file: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads((reading.folder / file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        reading.refuse(file, "", "berkas ini tidak ada")
    except UnicodeDecodeError:
        reading.refuse(file, "", "berkas ini bukan teks UTF-8")
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = f"baris {at[1]}, kolom {at[2]}" if at else "akhir berkas"
        reading.refuse(file, place, "tidak terbaca sebagai TOML")
    return None

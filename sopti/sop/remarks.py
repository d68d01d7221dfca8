"""Doubts as a reader meets them: gathered by kind, numbered where they point into a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.sop.doubts import Found

TITLES = {
    "sum": "Jumlah waktu",
    "role": "Pelaksana",
    "decision": "Cabang “tidak”",
    "number": "Nomor langkah",
    "order": "Urutan langkah",
    "output": "Output",
    "input": "Kelengkapan",
    "title": "Judul",
    "date": "Tanggal",
    "law": "Dasar hukum",
    "word": "Ejaan naskah",
    "other": "Catatan lain",
}
_COLUMNS = {"role": "performer", "input": "requires", "output": "output", "number": "number"}


@dataclass
class Remark:
    """All doubts of one kind. `number` is the mark in the table; 0 when none points there."""

    kind: str
    number: int = 0
    lines: list[Found] = field(default_factory=list)

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def column(self) -> str:
        return _COLUMNS.get(self.kind, "activity")

    @property
    def steps(self) -> list[int]:
        return sorted({found.step for found in self.lines if found.step is not None})


def gathered(found: Iterable[Found]) -> list[Remark]:
    """Return the remarks in the order of TITLES, those that point into the table first."""
    remarks = {kind: Remark(kind) for kind in TITLES}
    for one in found:
        remarks[one.kind].lines.append(one)
    filled = [remark for remark in remarks.values() if remark.lines]
    filled.sort(key=lambda remark: not remark.steps)
    for number, remark in enumerate(filled, start=1):
        remark.lines.sort(key=lambda one: one.step or 0)
        remark.number = number if remark.steps else 0
    return filled

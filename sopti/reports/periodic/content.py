"""What a periodic report says, as plain data: the same before it is frozen, in it, and after it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sopti.ui.charts import Shown
from sopti.workflow.chapters import Chapter, Figure  # noqa: TC001 (pydantic reads them)

if TYPE_CHECKING:
    from collections.abc import Mapping


class Signer(Shown):
    """Who stands below a report: name, in which capacity, by which letter, on which day."""

    name: str
    nip: str
    title: str
    letter: str = ""  # of an acting official
    on: str = ""  # ISO; "" while nobody has signed


class Obstacle(Shown):
    """One row of the table that the Kasubag edits."""

    obstacle: str = ""
    analysis: str = ""
    plan: str = ""
    who: str = ""
    target: str = ""


class KeptPhoto(Shown):
    """A photo of the appendix, drawn small and kept with the reports."""

    chapter: str
    source: str  # fingerprint of the photo that it was drawn from
    file: str
    sha256: str
    caption: str


class Gathered(Shown):
    """What the house and its rooms tell of the period, at the moment when they were asked."""

    taken_at: str
    taken: str  # the same moment in words
    working_days: int
    days_off: tuple[str, ...] = ()
    sops: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    law_notes: tuple[str, ...] = ()  # what a reader should know of the laws: decisions, 14
    figures: tuple[Figure, ...] = ()
    gist: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    photos: tuple[KeptPhoto, ...] = ()


class Content(Shown):
    """The whole report. Signing freezes exactly this."""

    court: str
    town: str
    letterhead: tuple[str, ...]
    big: int
    address: tuple[str, ...]
    kind: str
    title: str
    period: str
    number: str = ""
    dated: str = ""
    corrects: tuple[str, ...] = ()
    gathered: Gathered
    opening: str = ""
    remarks: dict[str, str] = {}
    obstacles: tuple[Obstacle, ...] = ()
    photos: tuple[KeptPhoto, ...] = ()
    made: Signer
    checked: Signer
    known: Signer

    @property
    def title_lines(self) -> tuple[str, str]:
        """Return the title in two lines: "Laporan Bulanan", and of what."""
        first, second, rest = self.title.split(" ", 2)
        return f"{first} {second}", rest

    @property
    def during(self) -> str:
        """Return the period within a sentence: "bulan Oktober 2026"."""
        return f"{self.period[:1].lower()}{self.period[1:]}"


def digest_of(told: Mapping[str, Any]) -> str:
    """Return the fingerprint of plain data: the same words always have the same."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

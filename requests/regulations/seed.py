"""The regulations that come with SOPTI: what the SOPs cite, corrected, with their own words."""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 (pydantic reads it)
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from pydantic import BaseModel, ConfigDict

from requests.regulations.enums import LinkKind, RegulationKind
from requests.regulations.finding import keep_words
from requests.regulations.models import Citation, Regulation, RegulationLink
from sopti.people.models import Court

if TYPE_CHECKING:
    from datetime import datetime

FILE = settings.BASE_DIR / "fixtures" / "regulations.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cite(_Part):
    court: str
    document: str
    words: str
    why: str = ""


class Seed(_Part):
    key: str
    kind: RegulationKind
    number: str
    title: str
    year: int
    issued_on: date | None = None
    summary: str = ""
    amends: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()


class _SeedFile(_Part):
    regulations: tuple[Seed, ...]


def seeds() -> tuple[Seed, ...]:
    """Return the regulations of the file, in its order."""
    return _SeedFile.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8"))).regulations


def fill_missing(*, at: datetime) -> int:
    """Fill the library of every court that has none, and say how many there were."""
    empty = list(Court.objects.filter(regulations=None))
    for court in empty:
        fill(court, at=at)
    return len(empty)


def job(at: datetime) -> str:
    """Give a court that was added since its library. Cheap when there is none: one query."""
    count = fill_missing(at=at)
    return f"{count} pustaka peraturan diisi" if count else ""


@transaction.atomic
def fill(court: Court, *, at: datetime) -> None:
    """Write the regulations, how they touch one another, and what this court's SOPs wrote."""
    court = Court.objects.select_for_update().get(pk=court.pk)
    if court.regulations.exists():
        return
    made = {seed.key: _write(seed, court, at=at) for seed in seeds()}
    for seed in seeds():
        for kind, olders in ((LinkKind.AMENDS, seed.amends), (LinkKind.FOLLOWS, seed.follows)):
            for older in olders:
                RegulationLink.objects.create(
                    newer=made[seed.key], older=made[older], kind=kind, by=None, at=at
                )


def _write(seed: Seed, court: Court, *, at: datetime) -> Regulation:
    told = seed.model_dump(include={"kind", "number", "title", "year", "issued_on", "summary"})
    regulation = Regulation.objects.create(court=court, added_by=None, added_at=at, **told)
    Citation.objects.bulk_create(
        Citation(regulation=regulation, document=cite.document, words=cite.words, why=cite.why)
        for cite in seed.cites
        if cite.court == court.key
    )
    keep_words(regulation)
    return regulation

"""Which sentences a court has, and how they read in one case."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from requests.models import ReadySentence
from requests.replies.enums import NAMES, Purpose
from sopti.workflow.registry import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import Court, User
    from sopti.workflow.models import Case
    from sopti.workflow.registry import Sentences

FILE = settings.BASE_DIR / "fixtures" / "ready_sentences.toml"
NO_OFFICE = frozenset({"pegawai", "admin"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sentence(_Part):
    purpose: Purpose
    title: str
    text: str


class _SentencesFile(_Part):
    sentences: tuple[_Sentence, ...]


@lru_cache(maxsize=1)
def shipped() -> tuple[ReadySentence, ...]:
    """Return what every court begins with, of no court yet and not stored."""
    told = _SentencesFile.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    return tuple(
        ReadySentence(purpose=one.purpose, title=one.title, text=one.text, order=10 * number)
        for number, one in enumerate(told.sentences, start=1)
    )


def sentences_of(court: Court | None) -> Iterable[ReadySentence]:
    """Return all sentences of a court, also those not in use; ours while it has none. One query."""
    return list(ReadySentence.objects.filter(court=court)) or shipped()


def sentences_for(case: Case, viewer: User) -> Sentences:
    """Return what is offered to whoever holds an office in the case's court, filled in."""
    if viewer.court_id != case.court_id or not viewer.role_keys - NO_OFFICE:
        return {}
    found: Sentences = {}
    for one in sentences_of(case.court):
        if one.is_active:
            found.setdefault(one.purpose, []).append(Sentence(one.title, filled(one.text, case)))
    return found


def filled(text: str, case: Case) -> str:
    """Put what the case knows in the place of the names; nothing else is ever looked up."""
    asked = getattr(case, "service_request", None)
    known = {
        "pemohon": str(case.requester or "Bapak/Ibu"),
        "nomor": case.number,
        "perangkat": asked.asset_or_place if asked else "perangkat ini",
    }
    for name in NAMES:
        text = text.replace(f"{{{name}}}", known[name])
    return text

"""Keeping ready sentences. The first change makes the shipped ones the court's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from requests.models import ReadySentence
from requests.replies import rules
from requests.replies.sentences import shipped
from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.people.models import Court

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User


@dataclass(frozen=True)
class Wording:
    """What a sentence is for, and how it reads."""

    purpose: str
    title: str
    text: str
    order: int


@transaction.atomic
def adopt(*, by: User, at: datetime) -> None:
    """Make the shipped sentences the court's own, so that they can be changed; once."""
    refuse_if(rules.why_not_keep_any(by))
    _lock_and_adopt(by)


@transaction.atomic
def add(wording: Wording, *, by: User, at: datetime) -> ReadySentence:
    """Keep a new sentence; a court's first one takes the shipped ones along."""
    refuse_if(rules.why_not_keep(by, wording.purpose))
    _lock_and_adopt(by)
    _refuse_words(wording, by=by)
    made = ReadySentence(court=by.court)
    return _write(made, wording, by=by)


@transaction.atomic
def change(pk: int, wording: Wording, *, by: User, at: datetime) -> ReadySentence:
    """Word a sentence anew. Its purpose stays."""
    found = _locked(pk, by=by)
    refuse_if(rules.why_not_keep(by, found.purpose))
    _refuse_words(wording, by=by, besides=found)
    return _write(found, wording, by=by)


@transaction.atomic
def use(pk: int, *, is_active: bool, by: User, at: datetime) -> ReadySentence:
    """Switch a sentence on or off. What was written with it stays as it is."""
    found = _locked(pk, by=by)
    refuse_if(rules.why_not_keep(by, found.purpose))
    if found.is_active != is_active:
        found.is_active = is_active
        keep(found, by=by)
    return found


def _write(row: ReadySentence, wording: Wording, *, by: User) -> ReadySentence:
    row.purpose, row.title, row.text, row.order = (
        wording.purpose, wording.title.strip(), wording.text.strip(), wording.order,
    )  # fmt: skip
    keep(row, by=by)
    return row


def _refuse_words(wording: Wording, *, by: User, besides: ReadySentence | None = None) -> None:
    refuse_if(rules.why_not_write(wording.text))
    title = wording.title.strip()
    refuse_if(rules.why_not_title(title, wording.purpose, by=by, besides=besides))


def _lock(by: User) -> Court:
    """Take the court's row: two people who begin at once shall not both adopt."""
    assert by.court is not None  # noqa: S101 (a rule refused whoever has none)
    return Court.objects.select_for_update().get(pk=by.court.pk)


def _locked(pk: int, *, by: User) -> ReadySentence:
    _lock(by)
    return ReadySentence.objects.visible_to(by).get(pk=pk)


def _lock_and_adopt(by: User) -> None:
    court = _lock(by)
    if ReadySentence.objects.filter(court=court).exists():
        return
    for one in shipped():
        keep(
            ReadySentence(
                court=court, purpose=one.purpose, title=one.title, text=one.text, order=one.order
            ),
            by=by,
        )

"""Every change of the register of failures, each one public function. All lock the entry.

The record says that something happened and to whom it was told, never whose data it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from sopti.core.errors import refuse_if
from sopti.core.words import long_moment
from sopti.notifications.actions import notify
from sopti.notifications.enums import Kind
from sopti.people.actions import keep
from sopti.people.models import User
from sopti.privacy.breaches import letters, rules
from sopti.privacy.breaches.enums import BreachStatus, Stage, Told
from sopti.privacy.breaches.models import CODE, Breach, BreachNotice, BreachStep
from sopti.privacy.deadline import due_after
from sopti.workflow.enums import EventKind
from sopti.workflow.record import record
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

FIELDS = (
    "title", "how", "began_at", "known_at", "exposed", "people_count", "others", "handling", "case",
)  # fmt: skip
HEADS = ("sekretaris", "ketua")


@transaction.atomic
def note(told: Mapping[str, Any], persons: Iterable[User], *, by: User, at: datetime) -> Breach:
    """Enter a failure; the 3 x 24 hours run from `known_at`. Sekretaris and Ketua are told."""
    refuse_if(rules.why_not_note(by))
    refuse_if(rules.why_not_times(told["began_at"], told["known_at"], now=at))
    assert by.court is not None  # noqa: S101 (the rule refused whoever has none)
    court = by.court
    year = at.astimezone(court.tz).year
    number = written(next_sequence(court, CODE, year), CODE, court, year)
    words = {name: told[name] for name in FIELDS}
    made = Breach(
        court=court, number=number, noted_by=by, noted_at=at, due_at=due_after(told["known_at"]),
        **words,
    )  # fmt: skip
    keep(made, by=by)
    made.persons.set(_here(persons, court_id=court.pk))
    _tell_heads(made, at=at)
    _record(EventKind.BREACH_NOTED, made, f"{by} mencatat kegagalan: {made}.", by=by, at=at)
    return made


@transaction.atomic
def change(
    breach_id: int, told: Mapping[str, Any], persons: Iterable[User], *, by: User, at: datetime
) -> Breach:
    """Write what is known better now. The limit moves with the moment of knowing, on record."""
    breach = _locked(breach_id)
    refuse_if(rules.why_not_work_on(by, breach))
    refuse_if(rules.why_not_times(told["began_at"], told["known_at"], now=breach.noted_at))
    was = breach.due_at
    for name in FIELDS:
        setattr(breach, name, told[name])
    breach.due_at = due_after(breach.known_at)
    if breach.due_at != was:
        breach.reminded = Stage.NONE
    keep(breach, by=by)
    breach.persons.set(_here(persons, court_id=breach.court_id))
    moved = "" if breach.due_at == was else f" Batasnya {_moment(breach)}."
    summary = f"{by} mengubah catatan kegagalan {breach.number}.{moved}"
    _record(EventKind.BREACH_CHANGED, breach, summary, by=by, at=at)
    return breach


@transaction.atomic
def add_step(breach_id: int, *, text: str, by: User, at: datetime) -> BreachStep:
    """Write down what was done about it."""
    breach = _locked(breach_id)
    refuse_if(rules.why_not_work_on(by, breach))
    step = BreachStep.objects.create(breach=breach, text=text, by=by, at=at)
    summary = f"{by} mencatat penanganan {breach.number}: {text}"
    _record(EventKind.BREACH_STEP, breach, summary, by=by, at=at)
    return step


@transaction.atomic
def note_told(breach_id: int, told: Mapping[str, Any], *, by: User, at: datetime) -> BreachNotice:
    """Note that a letter was sent, and keep it as it is now.

    Persons who have an account are told in SOPTI as well, and find the letter among their data.
    """
    breach = _locked(breach_id)
    refuse_if(rules.why_not_work_on(by, breach))
    refuse_if(rules.why_not_sent_at(told["sent_at"], breach, now=at))
    to = Told(told["to"])
    day = told["sent_at"].astimezone(breach.court.tz).date()
    sealed = letters.words_of(
        breach, to, addressee=told["addressee"], letter_number=told["letter_number"],
        dated_on=day, at=at,
    )  # fmt: skip
    notice = BreachNotice.objects.create(breach=breach, sealed=sealed, by=by, at=at, **told)
    if to == Told.PERSONS:
        _tell_persons(notice, at=at)
    summary = f"{by} memberitahukan {breach.number} kepada {notice.get_to_display().lower()}."
    _record(EventKind.BREACH_TOLD, breach, summary, by=by, at=at, notice=notice.pk, to=str(to))
    return notice


@transaction.atomic
def close(breach_id: int, status: BreachStatus, *, closing: str, by: User, at: datetime) -> Breach:
    """End the entry: done, with everybody told; or it was no failure after all. It stays."""
    breach = _locked(breach_id)
    refuse_if(rules.why_not_close(by, breach) or rules.why_not_end(breach, status))
    breach.status, breach.closing, breach.closed_by, breach.closed_at = status, closing, by, at
    keep(breach, by=by)
    summary = f"{by} menutup {breach.number}: {breach.get_status_display().lower()}. {closing}"
    _record(EventKind.BREACH_CLOSED, breach, summary, by=by, at=at, status=str(status))
    return breach


def heads_of(breach: Breach, *, at: datetime) -> list[User]:
    """Return who must know: Sekretaris and Ketua, each once, and who entered it."""
    today = at.astimezone(breach.court.tz).date()
    found = [one for role in HEADS for one in _holding(role, breach, today)]
    return list({one.pk: one for one in [*found, breach.noted_by]}.values())


def _holding(role: str, breach: Breach, today: Any) -> Iterable[User]:
    found: Iterable[User] = User.objects.holding(role, court=breach.court, on=today)
    return found


def _tell_heads(breach: Breach, *, at: datetime) -> None:
    notify(
        to=[one for one in heads_of(breach, at=at) if one.pk != breach.noted_by_id],
        subject=f"Kegagalan pelindungan data: {breach.title}",
        body=f"{breach.noted_by} mencatatnya. Pemilik data dan lembaga harus diberi tahu secara "
        f"tertulis paling lambat {_moment(breach)} (Pasal 46 UU 27/2022).",
        link=breach.get_absolute_url(), at=at, kind=Kind.REMINDER,
    )  # fmt: skip


def _tell_persons(notice: BreachNotice, *, at: datetime) -> None:
    breach = notice.breach
    notify(
        to=breach.persons.filter(is_active=True),
        subject=letters.SUBJECT,
        body=f"Data Anda ikut terungkap: {breach.exposed}\nPenanganan: {breach.handling}\n"
        "Suratnya dapat dibaca di Data pribadi saya.",
        link=reverse("privacy:mine"), topic=f"kegagalan:{breach.pk}", at=at, kind=Kind.REMINDER,
    )  # fmt: skip


def _here(persons: Iterable[User], *, court_id: int) -> list[User]:
    """Return the people of the court alone, whatever a form was made to send."""
    return [one for one in persons if one.court_id == court_id]


def _moment(breach: Breach) -> str:
    return long_moment(breach.due_at, breach.court.tz)


def _locked(breach_id: int) -> Breach:
    locked = Breach.objects.select_for_update(of=("self",))
    return locked.select_related("court", "noted_by", "closed_by").get(pk=breach_id)


def _record(
    kind: EventKind, breach: Breach, summary: str, *, by: User, at: datetime, **data: Any
) -> None:
    record(
        kind, court=breach.court, by=by, at=at, case=breach.case, breach=breach.pk,
        number_of_register=breach.number, known_at=breach.known_at.isoformat(),
        due_at=breach.due_at.isoformat(), summary=summary, **data,
    )  # fmt: skip

"""Every way we know to change a record behind the house's back, as who owns the database could."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from unittest import mock

from django.conf import settings
from django.db import transaction
from django.db.models import F

from sopti.people.models import Court
from sopti.workflow import proving
from sopti.workflow.models import Event, RecordHead
from sopti.workflow.sealing import seal
from tests.prove.outcome import Outcome

FAR = 10_000_000  # no record of a proof is as long
NEAR_THE_END = 200  # a chain is written anew from there on


@dataclass
class Record:
    """The record to be tampered with: its court, another court, and how long it is."""

    court: Court
    other: Court
    length: int

    @property
    def events(self):
        return Event.objects.filter(court=self.court)

    def at(self, sequence):
        return self.events.filter(sequence=sequence)

    def anchor(self, sequence):
        mac = self.at(sequence).values_list("mac", flat=True).get()
        return proving.Anchor(self.court.key, sequence, mac[:16])


def set_head(record, sequence, mac):
    RecordHead.objects.filter(court=record.court).update(sequence=sequence, mac=mac)


def rewrite(record, since, *, key):
    """Change an event and seal it and all after it under a key, head and all."""
    with mock.patch.object(settings, "RECORD_KEY", key):
        for event in record.events.filter(sequence__gte=since).order_by("sequence"):
            mac = record.at(event.sequence - 1).values_list("mac", flat=True).first() or ""
            told = json.loads(event.text)
            if event.sequence == since:
                told["summary"] = event.summary = "Disetujui."
            text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            record.at(event.sequence).update(
                previous=mac, text=text, mac=seal(mac, text), summary=event.summary
            )
    set_head(record, record.length, record.at(record.length).get().mac)


# Each way gets the record and a random place in it, and answers where the proof must stop:
# at an event's number, or at the head (0).
def other_text(record, n):
    record.at(n).update(text=record.at(n).get().text.replace("a", "b"))
    return n


def other_summary(record, n):
    record.at(n).update(summary="Ditolak.")
    return n


def text_and_summary_alike(record, n):
    event = record.at(n).get()
    record.at(n).update(summary="X", text=event.text.replace(event.summary, "X"))
    return n


def other_kind(record, n):
    record.at(n).update(kind="cancelled")
    return n


def other_moment(record, n):
    record.at(n).update(at=F("at") + timedelta(days=1))
    return n


def nobody_did_it(record, n):
    record.at(n).update(by=None)
    return n


def of_no_case(record, n):
    record.at(n).update(case=None, task=None)
    return n


def other_seal(record, n):
    record.at(n).update(mac="0" * 64)
    return n


def other_link(record, n):
    record.at(n).update(previous="f" * 64)
    return n


def removed(record, n):
    record.at(n)._raw_delete("default")  # noqa: SLF001 (rows that refuse to go)
    return n + 1 if n < record.length else 0


def exchanged(record, n):
    m = n - 1 or 2
    for before, after in ((n, FAR), (m, n), (FAR, m)):
        record.at(before).update(sequence=after)
    return min(n, m)


def renumbered(record, n):
    record.events.filter(sequence__gte=n).update(sequence=F("sequence") + FAR)
    return n + FAR


def forged_at_the_end(record, n):
    """Copy an event to the end, sealed under a key that was guessed, and let the head follow."""
    last = record.at(record.length).get()
    with mock.patch.object(settings, "RECORD_KEY", "guessed"):
        mac = seal(last.mac, last.text)
    Event.objects.bulk_create(
        [copied(last, sequence=last.sequence + 1, previous=last.mac, mac=mac)]
    )
    set_head(record, last.sequence + 1, mac)
    return last.sequence + 1


def copied(event, **changes):
    fields = {field.attname: getattr(event, field.attname) for field in Event._meta.fields}  # noqa: SLF001
    return Event(**(fields | {"id": None} | changes))


def added_without_head(record, n):
    last = record.at(record.length).get()
    mac = seal(last.mac, last.text)
    Event.objects.bulk_create(
        [copied(last, sequence=last.sequence + 1, previous=last.mac, mac=mac)]
    )
    return last.sequence + 1


def tail_cut(record, n):
    record.events.filter(sequence__gte=n)._raw_delete("default")  # noqa: SLF001
    return 0


def head_set_back(record, n):
    set_head(record, n - 1, record.at(n - 1).values_list("mac", flat=True).first() or "")
    return 0


def other_court(record, n):
    record.at(n).update(court=record.other)
    return n + 1 if n < record.length else 0


def written_anew_without_the_key(record, n):
    since = max(n, record.length - NEAR_THE_END)
    rewrite(record, since, key="guessed")
    return since


def tail_cut_with_head(record, n):
    tail_cut(record, n)
    head_set_back(record, n)
    return record.length  # which the paper tells of


def written_anew_with_the_key(record, n):
    rewrite(record, max(n, record.length - NEAR_THE_END), key=settings.RECORD_KEY)
    return record.length


Way = Callable[[Record, int], int]
WAYS: tuple[Way, ...] = (
    other_text, other_summary, text_and_summary_alike, other_kind, other_moment, nobody_did_it,
    of_no_case, other_seal, other_link, removed, exchanged, renumbered, forged_at_the_end,
    added_without_head, tail_cut, head_set_back, other_court, written_anew_without_the_key,
)  # fmt: skip
FOUND_BY_PAPERS: tuple[Way, ...] = (tail_cut_with_head, written_anew_with_the_key)


def false_alarms(record, *, times, chance) -> Outcome:
    """Prove the untouched record, each time with a paper of another moment."""
    papers = [record.anchor(chance.randint(1, record.length)) for _ in range(times)]
    wrong = [one for one in papers if proving.prove(record.court, anchors=[one]).broken]
    return Outcome("untouched: false alarms", times, len(wrong))


def outcomes(record: Record, *, times: int, seed: int = 1) -> Iterator[Outcome]:
    """Tamper in each way at random places, and count what was not found, or not at its place."""
    chance = Random(seed)  # noqa: S311 (no secret)
    yield false_alarms(record, times=times, chance=chance)
    for way in (*WAYS, *FOUND_BY_PAPERS):
        papers = [record.anchor(record.length)] if way in FOUND_BY_PAPERS else []
        places = [chance.randint(1, record.length) for _ in range(times)]
        lost = sum(not found_where_it_is(record, way, place, papers) for place in places)
        yield Outcome(way.__name__.replace("_", " "), times, lost, "by a paper" if papers else "")


def found_where_it_is(record, way, place, papers) -> bool:
    """Tamper, prove, and undo; the triggers were taken away before."""
    with transaction.atomic():
        wanted = way(record, place)
        broken = proving.prove(record.court, anchors=papers).broken or ""
        transaction.set_rollback(True)
    where = f"catatan {wanted}:" if wanted else "kepala catatan:"
    return broken.startswith(f"{record.court.key}, {where}")

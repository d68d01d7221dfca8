"""A record of any length, timed and tampered with: what runs within a process of its own."""

import json
import time
from collections.abc import Iterator
from io import StringIO
from random import Random

from django.core.management import CommandError, call_command

from requests.past.writing import let_keys_go_on, new_keys, write
from sopti.workflow.models import Event, RecordHead
from sopti.workflow.record import chain
from tests import make
from tests.prove.outcome import Outcome
from tests.prove.tampering import Record, outcomes
from tests.unguarded import unguarded
from tests.workflow.office import Office

LONG, SHORT, TIMES = 1_000_000, 2_000, 20
AT_ONCE = 20_000
A_MINUTE = 60  # seconds


def tell() -> None:
    """Make the tables, and print what was proved, one JSON object a line."""
    call_command("migrate", verbosity=0)
    for proved in (read_long(LONG), tampered(SHORT)):
        for outcome in proved:
            print(json.dumps(vars(outcome)), flush=True)


def read_long(length: int) -> Iterator[Outcome]:
    """Time the whole record, then with the event changed that comes third from its end."""
    record = make_record(length)
    seconds, of_processor, words = timed(record)
    said = f"{seconds} s, {of_processor} s of one processor"
    yield Outcome(f"{length:,} events read", 1, int(bool(words) or seconds > A_MINUTE), said)
    with unguarded():
        record.at(length - 2).update(summary="Ditolak.")
    seconds, _, words = timed(record)
    found = f"catatan {length - 2}: kolom summary" in words
    yield Outcome("one changed of them", 1, int(not found or seconds > A_MINUTE), f"{seconds} s")


def tampered(length: int) -> Iterator[Outcome]:
    record = make_record(length)
    with unguarded():
        yield from outcomes(record, times=TIMES)


def timed(record: Record) -> tuple[float, float, str]:
    """Run the command; return the seconds it took, those it worked, and its complaint."""
    began, worked, words = time.monotonic(), time.process_time(), ""
    try:
        call_command("verify_record", record.court.key, stdout=StringIO())
    except CommandError as broken:
        words = str(broken)
    return round(time.monotonic() - began, 1), round(time.process_time() - worked, 1), words


def make_record(length: int) -> Record:
    """Make a court with a record of that length, sealed as the house seals it."""
    office = Office()
    case = office.open()
    task, head = case.tasks.get(), RecordHead.objects.get(court=office.court)
    numbers, chance = new_keys(Event), Random(1)  # noqa: S311 (no secret)
    while head.sequence < length:
        lot = range(min(AT_ONCE, length - head.sequence))
        write([next_event(task, head, next(numbers), chance) for _ in lot])
        head.save()
    let_keys_go_on([Event])
    return Record(office.court, make.court(), length)


def next_event(task, head, key: int, chance: Random) -> Event:
    words = f"Langkah {chance.randint(1, 12)} selesai: catatan nomor {chance.random()}."
    case = task.case
    event = Event(
        pk=key, court=case.court, kind="step_done", at=make.MONDAY, by=case.requester,
        case=case, task=task, summary=words,
    )  # fmt: skip
    chain(event, head, data={"outcome": "ya", "note": words, "capacity": "Operator TI"})
    return event

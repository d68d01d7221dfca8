"""The proof of the record in small: each way of tampering is found, and not without the guard."""

import pytest

from sopti.workflow import proving
from tests.prove import tampering
from tests.prove.long_record import make_record, read_long
from tests.unguarded import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def lost_of(record):
    with unguarded():
        return {one.tried: one.lost for one in tampering.outcomes(record, times=2)}


def test_each_way_of_tampering_is_found_at_its_place():
    lost = lost_of(make_record(25))

    assert len(lost) == 21
    assert set(lost.values()) == {0}


def test_nothing_is_found_without_looking_at_the_events(monkeypatch):
    monkeypatch.setattr(proving, "_why_broken", lambda *_: None)

    lost = lost_of(make_record(25))

    assert lost["other text"] == lost["written anew with the key"] == 2
    assert lost["tail cut"] == 0  # the head tells


def test_changed_event_of_a_long_record_is_named():
    assert [(one.tried, one.lost) for one in read_long(60)] == [
        ("60 events read", 0),
        ("one changed of them", 0),
    ]

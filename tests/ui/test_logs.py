"""What a line of the log tells, and what it must never tell."""

import io
import json
import logging

import pytest
from django.test import Client

from sopti.core.logs import as_json, as_lines, path_told, reason_told
from tests import make


@pytest.fixture
def written():
    """Everything written to the log meanwhile, as a court's server writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(as_json())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def told_of_requests(stream):
    return [line for line in lines(stream) if line["logger"] == "sopti.asked"]


@pytest.mark.django_db
def test_a_request_is_told_once_with_who_and_where_and_nothing_that_was_typed(client, written):
    user = make.user()
    client.force_login(user)

    client.get("/formulir/?q=rahasia+keluarga")

    (told,) = told_of_requests(written)
    assert told.pop("ms") > 0
    assert len(told.pop("request_id")) == 32
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "answered", "level": "info", "logger": "sopti.asked", "method": "GET",
        "path": "/formulir/", "status": 200, "account": user.pk, "court": user.court.key,
    }  # fmt: skip
    assert "rahasia" not in written.getvalue()
    assert user.username not in written.getvalue()


@pytest.mark.django_db
def test_a_line_written_meanwhile_carries_number_account_and_its_own_extras(client, written):
    client.force_login(make.user())
    answer = client.get("/bercerita/", headers={"X-Request-ID": "0123456789abcdef"})
    other = client.get("/", headers={"X-Request-ID": "short"})

    assert answer["X-Request-ID"] == "0123456789abcdef"
    assert len(other["X-Request-ID"]) == 32  # what does not look like a number is not taken over
    (told,) = [line for line in lines(written) if line["logger"] == "sopti.security"]
    assert told["request_id"] == "0123456789abcdef"
    assert told["reason"] == "percobaan"
    assert told["account"]


def test_a_broken_page_shows_the_number_under_which_the_log_tells_why(written):
    answer = Client(raise_request_exception=False).get("/rusak/")

    number = answer["X-Request-ID"]
    assert f">{number[:8]}</strong>" in answer.content.decode()
    (why,) = [line for line in lines(written) if line["logger"] == "django.request"]
    assert why["request_id"] == number
    assert why["exception"][0]["exc_type"] == "RuntimeError"
    assert "locals" not in why["exception"][0]["frames"][-1]


def test_words_of_an_error_are_told_without_what_they_quote():
    detail = 'duplicate key violates "people_user"\nDETAIL: Key (nip)=(198501012010011001) exists.'

    assert reason_told(detail) == "duplicate key violates …"
    assert reason_told("Key (nip)=(1985) for 198501012010011001") == "Key (nip)… for …"
    assert reason_told("time data 'Budi' does not match") == "time data … does not match"


def test_keys_in_addresses_are_told_by_their_beginning_only():
    key = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4"

    assert path_told(f"/langganan/semua/{key}.ics?x=1") == "/langganan/semua/A1b2….ics"
    assert path_told("/sop/permintaan-layanan/") == "/sop/permintaan-layanan/"


@pytest.mark.parametrize("kind", [as_json, as_lines])
def test_nobody_makes_up_a_line_of_the_log(kind):
    record = logging.makeLogRecord(
        {"msg": "wrong name %s", "args": ("a\n2026 INFO all is well\x1b[2J\u2028",), "name": "x"}
    )

    said = kind().format(record)

    assert not {"\n", "\x1b", "\u2028"} & set(said)
    assert "wrong name a" in said

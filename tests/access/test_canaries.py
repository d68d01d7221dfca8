"""No text of another court in any page, search, list or file; `bin/prove canaries` reads all."""

import pytest

from sopti.workflow.models import CaseQuerySet
from tests.access.canaries import Reader, plant, word_of
from tests.doors.test_wrong_files import World

pytestmark = pytest.mark.django_db
DRAWN = ("sop.pdf", "prosedur.pdf", "/jalan/")  # take seconds; the proof opens them


@pytest.fixture
def near(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return World()


def read(near, account, **limits):
    far = World()
    courts = [near.office.court, far.office.court]
    planted = [plant(court) for court in courts]
    words = {court: word_of(court) for court in courts}
    reader = Reader(near.people[account], words, pages=1, without=DRAWN, **limits).read()
    return planted, reader


def test_no_word_of_another_court_is_read_in_pages_searches_and_files(near):
    planted, seen = read(near, "kasubag_ptip")

    assert seen.foreign == []
    assert seen.broken == []
    assert min(columns for columns, _ in planted) > 90
    assert seen.own["text/html"] > 50
    assert {"text/csv", "application/pdf", "application/zip"} <= set(seen.own)


def test_reader_finds_the_words_where_courts_are_not_kept_apart(near, monkeypatch):
    monkeypatch.setattr(CaseQuerySet, "visible_to", lambda self, user: self)

    _, seen = read(near, "pegawai", files=0)

    assert {word[1].partition("?")[0] for word in seen.foreign} >= {"/berkas/"}

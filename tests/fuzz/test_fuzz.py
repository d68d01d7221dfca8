"""A small part of the fuzzing, in a court with something at every door; the rest is a proof."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from sopti.core.doors import PERSON
from tests import make
from tests.doors.test_wrong_files import World
from tests.fuzz.attempts import Attempt
from tests.fuzz.places import patterns
from tests.fuzz.run import broken_records, fuzz
from tests.fuzz.watch import listening, watched

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TIMES = 120
DOORS = ("/", "/masuk/", "/permintaan/baru/", "/aset/", "/register/")
LISTS = ["/register/", "/berkas/", "/aset/", "/cari/", "/kalender/", "/pengelolaan/pegawai/"]
NAMES = ["q", "hal", "urut", "dari", "sampai", "status", "masa", "bulan", "tahun", "ruang", "jenis"]
ONE_WORLD = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return World()


def test_senseless_requests_break_nothing_and_change_nothing_when_refused(world):
    told = fuzz([world.people["operator_ti"], None], TIMES, seed=17, doors=DOORS, pages=1)

    assert told.broken == {}
    assert told.times >= TIMES
    assert len(told.places) > 30
    assert broken_records() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_keys_that_no_row_can_have_are_found_nowhere(world, method):
    clerk = Client(raise_request_exception=False)
    clerk.force_login(world.people["operator_ti"])
    keyed = {str(2**63).join(pieces) for pieces in patterns() if len(pieces) > 1}

    broken = [one for one in keyed if getattr(clerk, method)(one).status_code >= 500]

    assert broken == []


def test_questions_in_an_address_never_break_a_page(world):
    clerk = Client(raise_request_exception=False)
    clerk.force_login(world.people["kasubag_ptip"])
    words = st.text(st.characters(codec="utf-8"), max_size=60) | st.integers().map(str)
    words |= st.dates().map(str) | st.floats().map(str)

    @examples(max_examples=60, deadline=None, database=None, suppress_health_check=ONE_WORLD)
    @given(st.sampled_from(LISTS), st.dictionaries(st.sampled_from(NAMES), words, min_size=1))
    def asks(address, questions):
        asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in questions.items())
        seen = watched(clerk, Attempt("asking", "", "GET", f"{address}?{asked}"), log)
        assert seen.wrong == []

    with listening() as log:
        asks()


def test_planted_faults_are_found(settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.fuzz.planted"
    monkeypatch.setattr("sopti.ui.middleware.door_of", lambda name: PERSON)
    make.user()

    told = fuzz([None], 60, seed=3, doors=["/tanaman/"])

    assert any(": status 500" in one for one in told.broken)
    assert any(": logged: " in one for one in told.broken)
    assert any(": a refused request changed people_user" in one for one in told.broken)

"""Terms: who sets them, none below its least, and what falls when they change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.core.retained import months_before, months_words, retained
from sopti.retention import actions
from sopti.retention.enums import DestructionStatus
from sopti.retention.measuring import terms_of
from sopti.retention.models import Term
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Event
from tests import make
from tests.retention.world import NOW, TERMS, YEAR, message, people_of, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    return make.court()


@pytest.mark.parametrize(
    ("at", "months", "before"),
    [
        (datetime(2026, 12, 1, 3, tzinfo=UTC), 24, datetime(2024, 12, 1, 3, tzinfo=UTC)),
        (datetime(2026, 1, 31, 3, tzinfo=UTC), 2, datetime(2025, 11, 30, 3, tzinfo=UTC)),
        (datetime(2024, 2, 29, 3, tzinfo=UTC), 12, datetime(2023, 2, 28, 3, tzinfo=UTC)),
        (datetime(2026, 3, 31, 3, tzinfo=UTC), 1, datetime(2026, 2, 28, 3, tzinfo=UTC)),
    ],
)
def test_term_is_counted_back_in_months_of_the_calendar(at, months, before):
    assert months_before(at, months) == before


def test_terms_are_said_in_months_and_years():
    assert [months_words(one) for one in (None, 6, 12, 30)] == [
        "tidak dimusnahkan", "6 bulan", "1 tahun", "30 bulan"]  # fmt: skip


def test_archives_are_kept_until_a_court_says_otherwise(court):
    usual = {key: term.months for key, term in terms_of(court.pk).items()}

    assert usual == {"lampiran": None, "pesan": 24, "jejak-masuk": 12}
    assert all(kind.usual is None or kind.usual >= kind.least for kind in retained())


def test_change_is_kept_with_who_made_it_and_is_on_record(court):
    admin, _ = people_of(court)

    changed = actions.set_terms(court.pk, TERMS | {"pesan": 36}, by=admin, at=NOW)

    assert changed == [
        "Isi lampiran berkas selesai 2 tahun", "Pemberitahuan dan e-mail terkirim 3 tahun"
    ]  # fmt: skip
    assert {row.key: (row.months, row.set_by) for row in Term.objects.all()} == {
        "lampiran": (24, admin), "pesan": (36, admin)}  # fmt: skip
    told = Event.objects.get(kind=EventKind.RETENTION_SET)
    assert told.by == admin
    assert '"pesan":36' in told.text
    assert not terms_of(make.court().pk)["pesan"].set_by


def test_saving_what_stands_already_changes_and_records_nothing(court):
    admin, _ = people_of(court)
    usual = {key: term.months for key, term in terms_of(court.pk).items()}

    assert actions.set_terms(court.pk, usual, by=admin, at=NOW) == []
    assert not Event.objects.exists()
    assert not Term.objects.exists()


@pytest.mark.parametrize(("key", "months"), [("lampiran", 23), ("pesan", 5), ("jejak-masuk", 2)])
def test_no_court_goes_below_the_least(court, key, months):
    admin, _ = people_of(court)

    with pytest.raises(Refusal, match="paling singkat"):
        actions.set_terms(court.pk, {key: months}, by=admin, at=NOW)

    assert not Term.objects.exists()


def test_only_the_administrator_of_that_court_sets_terms(court):
    for other in (make.user("sekretaris", court=court), make.user("admin"), make.user(court=court)):
        with pytest.raises(Refusal):
            actions.set_terms(court.pk, {"pesan": 36}, by=other, at=NOW)

    assert not Term.objects.exists()


def test_new_terms_let_a_waiting_proposal_fall_and_the_next_round_measures_anew(court):
    admin, sekretaris = people_of(court)
    message(sekretaris, ago=3 * YEAR)
    old = proposed(court)

    actions.set_terms(court.pk, {"pesan": 60}, by=admin, at=NOW)

    old.refresh_from_db()
    assert (old.status, old.decided_by) == (DestructionStatus.WITHDRAWN, admin)
    assert proposed(court) is None  # nothing is five years old
    actions.set_terms(court.pk, {"pesan": 24}, by=admin, at=NOW)
    assert proposed(court).lines.get().count == 1


def test_form_offers_nothing_below_the_least_and_asks_who_it_is_first(court, client):
    admin, _ = people_of(court)
    client.force_login(admin)
    address = reverse("retention:terms")
    page = client.get(address)
    wrong = client.post(address, TERMS | {"pesan": "3"})
    client.post(address, TERMS | {"pesan": "tidak"})
    session = client.session
    session["began_at"] = (datetime.now(UTC) - timedelta(hours=2)).timestamp()
    session["account_authentication_methods"] = []
    session.save()
    late = client.post(address, TERMS | {"pesan": "24"})

    assert (page.status_code, wrong.status_code) == (200, 422)
    assert "Tidak dimusnahkan" in page.text
    assert (late.status_code, late.url.partition("?")[0]) == (
        302, reverse("account_reauthenticate"))  # fmt: skip
    assert terms_of(court.pk)["pesan"].months is None

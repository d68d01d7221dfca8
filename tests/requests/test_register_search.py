"""The search of the register: stems, whole words and beginnings, alike on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from requests.actions import Wish, file_request
from requests.register.actions import refresh_renamed
from requests.register.models import SearchEntry
from requests.register.search import cases_with
from sopti.people import actions as people
from sopti.search.index import make_search_index
from sopti.search.words import MOST_WORDS, asked_words, stem, words_of
from sopti.workflow.models import Case
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REGISTER = reverse("requests:register")


@pytest.fixture
def clerk():
    court = make.court()
    make.edition(court)
    return make.user("kasubag_ptip", court=court, full_name="Siti Rahmawati, S.H.")


def filed(clerk, title="Pencetak loket macet", **words):
    wish = {
        "category": "perangkat",
        "urgency": "menunggu",
        "detail": "Sudah dicoba, tetap begitu.",
        "asset_or_place": "Ruang PTSP",
    }
    return file_request(
        Wish(title=title, **wish | words), requester=clerk, by=clerk, at=make.MONDAY
    )


def found(asked):
    return set(Case.objects.filter(pk__in=cases_with(asked_words(asked))))


@pytest.mark.parametrize("written", ["perbaikan", "memperbaiki", "diperbaiki"])
@pytest.mark.parametrize("asked", ["perbaikan", "Memperbaiki", "DIPERBAIKI", "baik"])
def test_forms_of_one_word_find_each_other(clerk, written, asked):
    case = filed(clerk, title=f"Mohon {written} komputer")
    filed(clerk, title="Jaringan putus")

    assert found(asked) == {case}


@pytest.mark.parametrize(
    "asked",
    ["loket", "tinta", "kabinet", "rahmawati", "Rahma", "ptsp macet", "SITI   loket", "pencétak"],
)
def test_number_title_detail_device_and_requester_are_searched(clerk, asked):
    case = filed(clerk, detail="Tinta habis sejak pagi.", asset_or_place="Kabinet PTSP")
    filed(make.user(court=clerk.court), title="Jaringan putus", asset_or_place="Gudang")

    assert found(asked) == {case}


def test_every_word_must_stand_there(clerk):
    filed(clerk, title="Pencetak loket macet")

    assert found("pencetak macet")
    assert not found("pencetak jaringan")


def test_number_is_found_whole_and_not_by_its_beginning(clerk):
    cases = [filed(clerk, title=f"Permintaan ke-{number}") for number in "abcdefghijkl"]

    assert found(cases[0].number) == {cases[0]}
    assert found(cases[11].number) == {cases[11]}


@pytest.mark.parametrize(
    "asked",
    [
        "'", '"', "' | 'x", '" OR "a', "a:*", "a & b", "NOT loket", "(", "%", "\\", "loket*", "--;",
        "\U0001e900", "١٤", "²", "\uff4c\uff4f\uff4b\uff45\uff54", "a" * 5000,
        "1" * 5000, "NEAR(loket macet)",
    ],
)  # fmt: skip
def test_no_sign_says_anything_to_the_database(clerk, asked):
    filed(clerk)

    words = asked_words(asked)

    assert all(word.isalnum() for word in words)
    assert not words or len(found(asked)) <= 1


def test_words_of_a_search_are_few():
    assert len(asked_words(" ".join(str(number) for number in range(100)))) == MOST_WORDS


def test_index_keeps_each_word_and_its_stem_once():
    assert words_of("Perbaikan perbaikan PC-01/é") == "perbaikan baik pc 01 e"
    assert stem("printer") == "printer"


def test_rebuilding_brings_back_what_is_missing_or_old(clerk):
    missing, old = filed(clerk, title="Layar padam"), filed(clerk, title="Tetikus rusak")
    SearchEntry.objects.filter(case=missing).delete()
    SearchEntry.objects.filter(case=old).update(words="papan")
    assert (found("layar"), found("tetikus"), found("papan")) == (set(), set(), {old})

    call_command("rebuild_search")

    assert (found("layar"), found("tetikus"), found("papan")) == ({missing}, {old}, set())


def test_search_uses_an_index(clerk):
    filed(clerk)
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:  # so few rows are read one by one otherwise
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    plan = Case.objects.filter(pk__in=cases_with(["loket"])).explain()

    assert ("requests_searchentry_words" if is_postgres else "VIRTUAL TABLE") in plan, plan


def test_index_comes_back_when_a_migration_copied_the_table(clerk):
    case = filed(clerk)
    gone = ["DROP INDEX requests_searchentry_words"]
    if connection.vendor == "sqlite":
        gone = ["DROP TRIGGER requests_searchentry_" + name for name in ("kept", "changed")]
        gone.append("DROP TRIGGER requests_searchentry_forgotten")
    with connection.cursor() as cursor:
        for statement in gone:
            cursor.execute(statement)
    SearchEntry.objects.update(words="papan")
    connection.check_constraints()  # PostgreSQL makes no index while it owes a check

    make_search_index(using="default")

    assert found("papan") == {case}
    assert found("loket") == set()
    SearchEntry.objects.update(words="layar")
    assert found("layar") == {case}


def test_page_says_what_was_not_found(client, clerk):
    filed(clerk)
    client.force_login(clerk)

    page = client.get(REGISTER, {"q": "prnter"}).content.decode()

    assert "Tidak ada permintaan yang cocok dengan “prnter”." in page
    assert "Pencetak loket macet" not in page


def test_who_is_renamed_is_found_by_the_new_name_after_the_next_round(clerk):
    case = filed(clerk)
    admin = make.user("admin", court=clerk.court)
    people.update_user(clerk.pk, {"full_name": "Siti Anggraini, S.H."}, by=admin, at=now())
    before = found("anggraini")

    first = refresh_renamed(now())
    second = refresh_renamed(now())

    assert before == set()
    assert found("anggraini") == {case}
    assert found("rahmawati") == set()
    assert (first, second) == ("1 requests found by a new name", "")

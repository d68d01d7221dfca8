"""Finding from every page: what is found, who finds it, and what follows a change."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maintenance.assets.models import Asset
from requests.actions import file_request
from requests.knowledge.actions import Words, put_in_force, write
from sopti.core.errors import Refusal
from sopti.people import actions as people
from sopti.search import finding, pages
from sopti.search.actions import catch_up, forget_found, rebuild_entries
from sopti.search.kinds import kind_of, kinds
from sopti.search.models import Entry
from sopti.search.words import asked_words, rows_with
from sopti.workflow.models import Case
from tests import make
from tests.maintenance import shelf
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SEARCH = reverse("search:search")


@pytest.fixture
def office():
    return Office()


def found(key, asked, viewer):
    """The things of a kind, by number, that this person finds."""
    return finding.found(kind_of(key), asked_words(asked), viewer=viewer)


def page(client, viewer, **asked):
    client.force_login(viewer)
    return client.get(SEARCH, asked)


def test_things_of_every_room_are_found_by_the_stem_of_a_word(client, office):
    kasubag = office.people["kasubag_ptip"]
    asked = desk.filed(office)
    plan = office.open(
        "perumusan-kebijakan", by=kasubag, requester=None, title="Perbaikan pencetak"
    )
    asset = shelf.asset(kasubag, name="Pencetak laser", note="Pernah diperbaiki.")
    words = Words(
        "Pencetak macet", "Kertas tersangkut.", "Buka tutupnya.", ("perangkat",), "pegawai"
    )
    article = write(words, by=kasubag, at=make.MONDAY)

    numbers = {kind.key: found(kind.key, "mencetak", kasubag) for kind in kinds()}

    assert numbers["permintaan"] == [asked.service_request.pk]
    assert numbers["berkas"] == [plan.pk]
    assert numbers["aset"] == [asset.pk]
    assert numbers["solusi"] == [article.pk]
    told = page(client, kasubag, q="mencetak").content.decode()
    for thing in (asked, plan, asset, article):
        assert thing.get_absolute_url() in told
    assert "<mark>Pencetak</mark>" in told


def test_nobody_finds_things_of_another_court(client, office):
    desk.filed(office)
    shelf.asset(office.people["operator_ti"], name="Pencetak laser")
    stranger = Office().people["ketua"]

    told = page(client, stranger, q="pencetak").content.decode()

    assert "Tidak ada yang cocok dengan “pencetak”." in told
    assert "laser" not in told
    assert all(found(kind.key, "pencetak", stranger) == [] for kind in kinds())
    assert found("permintaan", "pencetak", office.people["ketua"])


def test_clerk_finds_their_own_requests_and_devices_and_no_others(office):
    other = make.user(court=office.court)
    own, foreign = desk.filed(office), desk.filed(office, by=other)
    keeper = office.people["operator_ti"]
    mine = shelf.asset(keeper, name="Pencetak meja", holder=office.clerk)
    shelf.asset(keeper, name="Pencetak Ketua")

    assert found("permintaan", "pencetak", office.clerk) == [own.service_request.pk]
    assert found("permintaan", "pencetak", other) == [foreign.service_request.pk]
    assert found("aset", "pencetak", office.clerk) == [mine.pk]
    assert (
        len(found("permintaan", "pencetak", keeper)) == len(found("aset", "pencetak", keeper)) == 2
    )


def test_draft_of_a_solution_is_found_by_the_desk_and_later_by_everybody(office):
    words = Words(
        "Sandi SIPP terlupa", "Tidak dapat masuk.", "Hubungi loket.", ("sipp",), "pegawai"
    )
    article = write(words, by=office.people["operator_ti"], at=make.MONDAY)
    before = found("solusi", "sandi", office.clerk)

    put_in_force(article.pk, by=office.people["kasubag_ptip"], at=make.MONDAY)

    assert (before, found("solusi", "sandi", office.clerk)) == ([], [article.pk])


def test_changed_thing_is_found_by_its_new_words_and_no_more_by_the_old(office):
    keeper = office.people["operator_ti"]
    asset = shelf.asset(keeper, name="Layar lama")

    shelf.actions.edit_asset(asset.pk, shelf.told(name="Proyektor"), by=keeper, at=make.MONDAY)

    assert found("aset", "proyektor", keeper) == [asset.pk]
    assert found("aset", "layar", keeper) == []


def test_worker_finds_what_no_action_kept(office):
    keeper = office.people["operator_ti"]
    changed, missing = shelf.asset(keeper, name="Layar"), shelf.asset(keeper, name="Tetikus")
    Entry.objects.update(kept_at=make.MONDAY)
    Entry.objects.filter(kind="aset", thing=missing.pk).delete()
    changed.name = "Proyektor"
    changed._history_date = make.MONDAY + timedelta(minutes=5)  # noqa: SLF001 (simple-history's)
    people.keep(changed, by=keeper)

    first = catch_up(at=make.MONDAY + timedelta(hours=1))
    second = catch_up(at=make.MONDAY + timedelta(hours=2))

    assert (first, second) == (2, 0)
    assert found("aset", "proyektor", keeper) == [changed.pk]
    assert found("aset", "tetikus", keeper) == [missing.pk]


def test_rebuilding_brings_everything_back_and_forgets_what_is_gone(office):
    keeper = office.people["operator_ti"]
    asset, gone = shelf.asset(keeper, name="Layar"), shelf.asset(keeper, name="Layar kedua")
    Entry.objects.filter(thing=asset.pk).update(words="papan")
    Asset.objects.filter(pk=gone.pk).delete()

    count = rebuild_entries()
    call_command("rebuild_search")

    assert count == Asset.objects.count() == 1
    assert found("aset", "layar", keeper) == [asset.pk]
    assert Entry.objects.filter(kind="aset").count() == 1


def test_forgotten_thing_is_found_no_more(office):
    keeper = office.people["operator_ti"]
    asset = shelf.asset(keeper, name="Layar")

    forget_found("aset", [asset.pk])

    assert found("aset", "layar", keeper) == []


def test_refused_filing_leaves_no_words_behind(office):
    before = Entry.objects.count()

    with pytest.raises(Refusal):
        file_request(
            desk.WISH,
            [SimpleUploadedFile("jahat.exe", b"MZ")],
            requester=office.clerk,
            by=office.clerk,
            at=make.MONDAY,
        )

    assert (Entry.objects.count(), Case.objects.count()) == (before, 0)


def test_search_uses_an_index(office):
    desk.filed(office)
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:  # so few rows are read one by one otherwise
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    matching = rows_with(["pencetak"], index=finding.ENTRIES, marks=["0permintaan01"])
    plan = Entry.objects.filter(pk__in=matching).explain()

    assert ("search_entry_words" if is_postgres else "VIRTUAL TABLE") in plan, plan


# -------------------------------------------------------------------------------------- the page
@pytest.mark.parametrize("kind", ["", "permintaan", "tidakada", "';--"])
def test_page_takes_as_many_queries_for_three_hits_as_for_one(client, office, kind):
    keeper = office.people["operator_ti"]
    desk.filed(office)
    page(client, keeper, q="pencetak")  # what is remembered between two requests
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = page(client, keeper, q="pencetak", jenis=kind)
        assert answer.status_code == 200
        counts.append(len(captured))
        desk.filed(office)
        desk.filed(office)

    assert counts[0] == counts[1] <= 14 + 2 * len(kinds())


def test_one_kind_is_shown_page_by_page(client, office, monkeypatch):
    for module in (finding, pages):
        monkeypatch.setattr(module, "MOST_FOUND", 30)
    keeper = office.people["operator_ti"]
    for number in range(32):
        shelf.asset(keeper, name=f"Papan tik {number}", serial="")

    first = page(client, keeper, q="tik", jenis="aset").content.decode()
    second = page(client, keeper, q="tik", jenis="aset", hal="2").content.decode()

    assert "lebih dari 30 hasil" in first
    assert "</mark> 31" in first
    assert "</mark> 31" not in second
    assert "Tambahkan satu kata lagi" in first


@pytest.mark.parametrize("asked", ["", "   ", "'", '" OR "', "a & b:*", "%", "🙂", "x" * 5000])
def test_page_of_nothing_says_what_to_try(client, office, asked):
    desk.filed(office)

    told = page(client, office.clerk, q=asked)

    assert told.status_code == 200
    assert "nomor register atau NUP" in told.content.decode()
    assert "Pencetak ruang sidang" not in told.content.decode()


def test_words_of_people_are_never_markup(client, office):
    shelf.asset(office.people["operator_ti"], name="<b>Layar</b>", note="<script>layar</script>")

    told = page(client, office.people["operator_ti"], q="layar").content.decode()

    assert "<script>layar" not in told
    assert "&lt;b&gt;<mark>Layar</mark>&lt;/b&gt;" in told


def test_every_page_has_the_search_and_the_login_page_has_not(client, office):
    anonymous = client.get(reverse("account_login")).content.decode()
    client.force_login(office.clerk)

    home = client.get(reverse("home")).content.decode()

    assert f'action="{SEARCH}"' in home
    assert f'action="{SEARCH}"' not in anonymous

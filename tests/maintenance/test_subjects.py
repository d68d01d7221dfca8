"""A case may name a device: chosen in the request, typed from its sticker, or by the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from maintenance.assets import actions
from maintenance.assets.models import AssetWork
from requests.actions import Wish, file_request
from sopti.sop.schema import FormField
from sopti.workflow.actions import name_subjects
from sopti.workflow.models import Case, CaseSubject
from sopti.workflow.sopfields import form_field
from sopti.workflow.subjects import offered_to
from tests import make
from tests.maintenance.shelf import asset
from tests.reports.reading import letters, words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NEW = reverse("requests:new")


@pytest.fixture
def kasubag():
    court = make.court("pa-kota-madiun")
    make.edition(court)
    return make.user("kasubag_ptip", court=court)


@pytest.fixture
def clerk(kasubag):
    return make.user(court=kasubag.court, unit="Kepaniteraan", full_name="Siti Rahmawati")


def wish(place, **told):
    return Wish(
        category="perangkat", urgency="menunggu", title="Kertas macet lagi",
        detail="Sejak pagi kertas selalu tersangkut.", asset_or_place=place, **told,
    )  # fmt: skip


def filed(person, place="Ruang PTSP", **told):
    return file_request(wish(place, **told), requester=person, by=person, at=make.MONDAY)


def named(case):
    return [one.label for one in case.subjects.all()]


def sent(**told):
    given = {"category": "perangkat", "urgency": "menunggu", "title": "Kertas macet lagi",
             "detail": "Sejak pagi kertas selalu tersangkut."}  # fmt: skip
    return given | told


def test_request_offers_the_clerks_own_devices(client, kasubag, clerk):
    mine = asset(kasubag, name="Laptop", holder=clerk, room="Ruang A")
    shared = asset(kasubag, name="Pencetak", unit="Kepaniteraan")
    asset(kasubag, name="Laptop rekan", unit="Kepaniteraan", holder=make.user(court=clerk.court))
    client.force_login(clerk)

    assert [one.label for one in offered_to(clerk)] == [str(mine), str(shared)]
    page = client.get(NEW).content.decode()
    assert "Perangkat Anda yang mana?" in page
    assert "Laptop rekan" not in page


def test_case_of_a_chosen_device_stands_on_its_card(client, kasubag, clerk):
    mine = asset(kasubag, name="Laptop", holder=clerk, room="Ruang A")
    client.force_login(clerk)

    client.post(NEW, sent(requester=clerk.pk, device=f"asset:{mine.pk}"))

    case = Case.objects.get()
    assert named(case) == [str(mine)]
    assert case.service_request.asset_or_place == f"{mine}, Ruang A"
    assert mine.get_absolute_url() in client.get(case.get_absolute_url()).content.decode()
    card = client.get(mine.get_absolute_url()).context["card"]
    assert [(line.what, line.link) for line in card][:1] == [
        ("Permintaan", case.get_absolute_url())
    ]
    client.force_login(kasubag)
    paper = client.get(reverse("maintenance:asset_card", args=[mine.pk])).content
    assert letters(case.number) in letters(words(paper))


def test_who_uses_nothing_is_not_asked(client, clerk):
    client.force_login(clerk)

    assert "Perangkat Anda yang mana?" not in client.get(NEW).content.decode()


def test_device_of_a_category_that_needs_none_is_not_named(client, kasubag, clerk):
    mine = asset(kasubag, holder=clerk)
    client.force_login(clerk)

    told = sent(requester=clerk.pk, device=f"asset:{mine.pk}", category="akun", account="SIPP")
    client.post(NEW, told)

    assert named(Case.objects.get()) == []


@pytest.mark.parametrize("place", ["NUP 3.10-7", "pencetak loket, 3.10-7.", "PENCETAK LOKET"])
def test_number_of_a_sticker_or_a_name_that_is_one_names_the_device(kasubag, place):
    mine = asset(kasubag, nup="3.10-7", name="Pencetak loket")
    asset(kasubag, nup="3.10-70", name="Pencetak arsip")

    assert named(filed(kasubag, place)) == [str(mine)]


@pytest.mark.parametrize("place", ["PC", "3.10", "Ruang PTSP", "10-7"])
def test_words_that_could_mean_several_name_nothing(kasubag, place):
    for nup in ("3.10-7", "3.10-8"):
        asset(kasubag, nup=nup, name="PC")

    assert named(filed(kasubag, place)) == []


def test_what_the_filer_may_not_see_is_not_named(kasubag, clerk):
    hidden = asset(kasubag, nup="3.10-7", unit="Subbagian TI")
    other = asset(make.user("operator_ti"), nup="3.10-7")
    retired = asset(kasubag, nup="3.10-9", holder=clerk)
    actions.retire(retired.pk, reason="Hilang.", on=make.MONDAY.date(), by=kasubag, at=make.MONDAY)

    for device in (hidden, other, retired):
        for key in (f"asset:{device.pk}", "asset:x", "lain:1", "asset:9" * 40):
            assert named(filed(clerk, f"NUP {device.nup}", device=key)) == []


def test_clerk_reads_on_the_card_only_the_cases_they_may_see(client, kasubag, clerk):
    mine = asset(kasubag, nup="3.10-7", unit="Kepaniteraan")
    filed(kasubag, "NUP 3.10-7")
    own = filed(clerk, "NUP 3.10-7")

    def numbers(person):
        client.force_login(person)
        card = client.get(mine.get_absolute_url()).context["card"]
        return {line.link_words for line in card if line.link_words}

    assert numbers(clerk) == {own.number}
    assert len(numbers(kasubag)) == 2


def test_page_of_an_asset_takes_the_same_few_queries_with_1_and_with_9_lines(client, kasubag):
    mine = asset(kasubag, nup="3.10-7", holder=make.user(court=kasubag.court))
    client.force_login(kasubag)
    counts = []
    for times in (1, 2):
        for _ in range(times):
            filed(make.user("operator_ti", court=kasubag.court), "NUP 3.10-7")
            work = AssetWork(asset=mine, kind="pemeriksaan", done_on=make.MONDAY.date(),
                             summary="Baik saja.", worker="Dimas", condition="baik")  # fmt: skip
            actions.note_work(work, by=kasubag, at=make.MONDAY)
            taker = make.user(court=kasubag.court)
            actions.hand_over(
                mine.pk, to_holder=taker, to_room="TI", condition="baik",
                handed_on=make.MONDAY.date(), by=kasubag, at=make.MONDAY,
            )  # fmt: skip
        client.get(mine.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            assert client.get(mine.get_absolute_url()).status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_thing_is_named_once_in_a_case(kasubag):
    mine = asset(kasubag, nup="3.10-7")
    case = filed(kasubag, "NUP 3.10-7")

    name_subjects(case, chosen=f"asset:{mine.pk}", text="3.10-7", by=kasubag)

    assert CaseSubject.objects.count() == 1


def test_the_counter_and_the_form_of_a_step_offer_the_devices_of_the_court(client, kasubag):
    here = asset(kasubag, name="Pencetak <Loket>")
    asset(make.user("kasubag_ptip"), name="Milik pengadilan lain")
    case = Case(court=kasubag.court)
    field = FormField(key="perangkat", label="Perangkat", kind="asset")
    client.force_login(kasubag)

    pages = [
        client.get(reverse("requests:write_down")).content.decode(),
        form_field(field, case).widget.render("perangkat", "", {"id": "id_perangkat"}),
    ]

    for page in pages:
        assert f'<option value="{escape(str(here))}">' in page
        assert "Milik pengadilan lain" not in page
    assert 'list="pilihan-perangkat"' in pages[1]


def test_devices_are_offered_again_where_the_form_comes_back(client, kasubag, clerk):
    asset(kasubag, name="Laptop Siti", holder=clerk)
    client.force_login(clerk)

    page = client.post(NEW, {"category": "perangkat", "device": "", "requester": clerk.pk})

    assert page.status_code == 422
    assert "Laptop Siti" in page.content.decode()

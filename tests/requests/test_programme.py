"""The yearly programme: its activities, the proposals, what waits and is told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.policy import actions, proposing, reminding
from requests.policy.dates import entries
from requests.policy.models import ProgrammeItem, Proposal
from requests.policy.pages import programme_page
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from tests import make
from tests.reports.reading import words
from tests.requests import planning

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TODAY = date(2026, 11, 16)


@pytest.fixture
def kasubag():
    return make.user("kasubag_ptip", court=make.court("pa-kota-madiun"))


@pytest.fixture
def clerk(kasubag):
    return make.user(court=kasubag.court, unit="Kepaniteraan Hukum")


@pytest.fixture
def programme(kasubag):
    return planning.programme(kasubag)


# ----------------------------------------------------------------------------------- activities
def test_activities_are_planned_until_the_programme_is_in_force(kasubag, programme):
    item = planning.item(programme, kasubag)
    planning.in_force(programme)

    with pytest.raises(Refusal, match="sudah ditetapkan"):
        actions.edit_item(item.pk, {"activity": "Lain"}, by=kasubag)

    item.refresh_from_db()
    assert item.activity == "Pelatihan sandi"


def test_progress_is_noted_by_who_answers_for_it_once_in_force(kasubag, clerk, programme):
    item = planning.item(programme, kasubag, person=clerk)
    stranger = make.user(court=kasubag.court)
    with pytest.raises(Refusal, match="sesudah Program kerja TI 2027 ditetapkan"):
        actions.note_progress(item.pk, progress="selesai", by=clerk, at=make.MONDAY)
    planning.in_force(programme)

    with pytest.raises(Refusal, match="penanggung jawab kegiatan"):
        actions.note_progress(item.pk, progress="selesai", by=stranger, at=make.MONDAY)
    actions.note_progress(item.pk, progress="selesai", spent=4_000_000, by=clerk, at=make.MONDAY)

    page = programme_page(programme, viewer=kasubag, today=TODAY)
    assert (page["totals"].done, page["totals"].spent, page["totals"].budget) == (
        1, 4_000_000, 4_500_000,
    )  # fmt: skip
    assert page["totals"].said == "1 dari 1 kegiatan selesai."


def test_activity_past_its_quarter_counts_as_late(kasubag):
    programme = planning.programme(kasubag, 2026)
    planning.item(programme, kasubag, quarter=1)
    planning.item(programme, kasubag, quarter=4, activity="Reviu SOP")

    page = programme_page(planning.in_force(programme), viewer=kasubag, today=TODAY)

    assert page["totals"].said == "0 dari 2 kegiatan selesai, 1 terlambat."


def test_programme_of_another_court_is_not_there(kasubag, programme, client):
    item = planning.item(programme, kasubag)
    client.force_login(make.user("kasubag_ptip"))

    answers = [
        client.get(programme.get_absolute_url()),
        client.post(reverse("requests:drop_item", args=[item.pk])),
        client.get(reverse("requests:note_progress", args=[item.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert ProgrammeItem.objects.filter(pk=item.pk).exists()


def test_page_of_a_programme_asks_the_same_queries_for_one_and_three(kasubag, programme, client):
    client.force_login(kasubag)
    counts = []
    for more in (1, 2):
        for number in range(more):
            planning.item(programme, kasubag, f"Kegiatan {more} {number}")
        client.get(programme.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(programme.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_paper_of_the_programme_names_every_activity_and_the_sum(kasubag, programme, client):
    planning.item(programme, kasubag)
    planning.item(programme, kasubag, "Reviu SOP", budget=500_000, quarter=0)
    client.force_login(kasubag)

    answer = client.get(reverse("requests:print_programme", args=[programme.year]))

    said = words(answer.content)
    assert "Pelatihan sandi" in said
    assert "Reviu SOP" in said
    assert "Rp5.000.000" in said


# ------------------------------------------------------------------------------------- proposals
def test_proposal_is_filed_within_its_window_only(kasubag, clerk):
    window = planning.window(kasubag)

    made = planning.proposal(window, clerk)

    assert (made.unit, made.state) == ("Kepaniteraan Hukum", "menunggu")
    for days, reason in ((-20, "baru dibuka"), (20, "ditutup")):
        moment = make.MONDAY + timedelta(days=days)
        with pytest.raises(Refusal, match=reason):
            proposing.propose(window.pk, planning.PROPOSAL, by=clerk, at=moment)
    assert Proposal.objects.count() == 1


def test_kasubag_takes_a_proposal_over_and_its_writer_is_told(kasubag, clerk, client):
    made = planning.proposal(planning.window(kasubag), clerk)
    client.force_login(kasubag)

    client.post(
        reverse("requests:proposal", args=[made.pk]),
        {"what": "muat", "quarter": "2", "item": "", "answer": ""},
    )

    item = ProgrammeItem.objects.get()
    made.refresh_from_db()
    assert (made.state, made.item, made.decided_by) == ("dimuat", item, kasubag)
    assert (item.activity, item.quarter, item.budget) == ("Dua pemindai untuk Hukum", 2, 9_800_000)
    told = Message.objects.get(to=clerk)
    assert told.subject == "Usulan Anda dimuat dalam program: Dua pemindai untuk Hukum"
    with pytest.raises(Refusal, match="memuat usulan unit kerja"):
        actions.drop_item(item.pk, by=kasubag)


def test_declining_needs_a_reason_and_merging_an_activity(kasubag, clerk, client):
    made = planning.proposal(planning.window(kasubag), clerk)
    client.force_login(kasubag)
    address = reverse("requests:proposal", args=[made.pk])

    answers = [
        client.post(address, {"what": "tidak", "quarter": "0"}),
        client.post(address, {"what": "gabung", "quarter": "0"}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Tulis alasannya: pengusul membacanya." in answers[0].content.decode()
    assert "Pilih kegiatan yang memenuhi usulan ini." in answers[1].content.decode()
    made.refresh_from_db()
    assert made.is_waiting


def test_who_proposes_does_not_decide_and_a_decision_can_be_taken_back(kasubag, clerk):
    window = planning.window(kasubag)
    own = planning.proposal(window, kasubag)
    made = planning.proposal(window, clerk)
    with pytest.raises(Refusal, match="Usulan Anda sendiri"):
        proposing.take_over(own.pk, by=kasubag, at=make.MONDAY)
    with pytest.raises(Refusal, match="diputus Kasubag"):
        proposing.take_over(made.pk, by=clerk, at=make.MONDAY)

    proposing.decline(made.pk, reason="Sudah ada.", by=kasubag, at=make.MONDAY)
    proposing.reconsider(made.pk, by=kasubag, at=make.MONDAY)

    made.refresh_from_db()
    assert (made.state, made.answer, made.decided_by) == ("menunggu", "", None)


# ----------------------------------------------------------------------------- told and dated
def test_window_is_told_when_it_opens_and_before_it_closes_each_once(kasubag, clerk):
    planning.window(kasubag)

    said = [reminding.tell_windows(make.MONDAY) for _ in range(2)]
    said += [reminding.tell_windows(make.MONDAY + timedelta(days=2)) for _ in range(2)]

    assert said == ["1 kabar masa usulan", "", "1 kabar masa usulan", ""]
    assert Message.objects.filter(to=clerk).count() == 2


def test_who_answers_for_an_activity_is_reminded_once_before_its_quarter_ends(kasubag, clerk):
    programme = planning.programme(kasubag, 2026)
    planning.item(programme, kasubag, quarter=4, person=clerk)
    planning.item(programme, kasubag, quarter=1, person=clerk, activity="Lewat")
    planning.in_force(programme)
    in_december = make.MONDAY + timedelta(days=35)

    said = [reminding.tell_quarters(at) for at in (make.MONDAY, in_december, in_december)]

    assert said == ["", "1 pengingat program kerja", ""]
    assert Message.objects.get(to=clerk).subject == "Batas kegiatan mendekat: Pelatihan sandi"


def test_calendar_knows_windows_and_quarters_of_the_own_court(kasubag):
    planning.window(kasubag)
    programme = planning.programme(kasubag, 2026)
    planning.item(programme, kasubag, quarter=4, person=kasubag)
    planning.in_force(programme)
    other = make.user("kasubag_ptip")

    mine = entries(kasubag, date(2026, 11, 1), date(2026, 12, 31))

    assert [(one.day, one.kind, one.is_mine) for one in mine] == [
        (date(2026, 11, 9), "rencana", False),
        (date(2026, 11, 20), "tenggat", False),
        (date(2026, 12, 31), "tenggat", True),
    ]
    assert entries(other, date(2026, 11, 1), date(2026, 12, 31)) == []


@pytest.mark.parametrize("page", ["programmes", "proposals", "decrees"])
def test_lists_of_the_room_ask_the_same_queries_for_one_and_three(kasubag, clerk, client, page):
    window = planning.window(kasubag)
    client.force_login(kasubag)
    address = reverse(f"requests:{page}", args=[planning.YEAR] if page == "proposals" else [])
    counts = []
    for more in (1, 2):
        for number in range(more):
            planning.proposal(window, clerk)
            planning.item(planning.programme(kasubag, 2030 + 10 * more + number), kasubag)
            planning.decree(kasubag)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]

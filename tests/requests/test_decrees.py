"""Decrees: worded from a template, numbered by the register, and never changed once signed."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from requests.policy.decrees import actions
from requests.policy.decrees.actions import digest_of
from requests.policy.decrees.models import Decree
from requests.policy.decrees.papers import Signer
from requests.regulations.models import Regulation
from sopti.core.errors import Refusal
from sopti.workflow.models import Event
from tests import make
from tests.reports.reading import words
from tests.requests import planning

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def ketua():
    return make.user("ketua", court=make.court("pa-kota-madiun"))


@pytest.fixture
def kasubag(ketua):
    return make.user("kasubag_ptip", court=ketua.court)


def printed(client, decree):
    answer = client.get(reverse("requests:print_decree", args=[decree.pk]))
    assert answer["Content-Type"] == "application/pdf"
    return words(answer.content)


def test_decree_gets_the_next_number_and_stands_in_the_library_and_the_record(ketua, kasubag):
    first = planning.signed(planning.decree(kasubag), ketua)
    second = planning.signed(planning.decree(kasubag, 2028), ketua)

    assert [first.number, second.number] == [
        f"{number}/SK.TI/{ketua.court.code}/2026" for number in (1, 2)
    ]
    assert first.regulation == Regulation.objects.get(number=f"Nomor {first.number}")
    assert Event.objects.filter(kind="decree-signed").count() == 2
    assert first.digest == digest_of(first.sealed)


def test_signed_decree_is_refused_every_change(ketua, kasubag):
    decree = planning.signed(planning.decree(kasubag), ketua)

    with pytest.raises(Refusal, match="tidak dapat diubah"):
        actions.change(decree.pk, {"title": "Lain"}, [], by=kasubag)
    with pytest.raises(Refusal, match="tidak dapat diubah"):
        decree.save()
    with pytest.raises(Refusal, match="tidak dapat dihapus"):
        decree.delete()

    assert Decree.objects.get().title == decree.title


def test_signed_decree_prints_as_it_was_signed_whatever_changes_since(ketua, kasubag, client):
    programme = planning.programme(kasubag)
    item = planning.item(programme, kasubag)
    decree = planning.signed(planning.decree(kasubag, programme_year=planning.YEAR), ketua)
    client.force_login(kasubag)
    before = printed(client, decree).split("Dicetak")[0]

    item.activity, ketua.court.letterhead = "Diubah sesudahnya", ["KOP LAIN"]
    item.save()
    ketua.court.save()

    after = printed(client, Decree.objects.get())
    assert "Pelatihan sandi" in after
    assert after.split("Dicetak")[0] == before


def test_paper_has_the_parts_of_a_decree_in_their_order(ketua, kasubag, client):
    decree = planning.decree(kasubag)
    client.force_login(kasubag)
    draft = printed(client, decree)

    said = printed(client, planning.signed(decree, ketua))

    parts = ("Menimbang", "a.", "Mengingat", "1.", "MEMUTUSKAN", "KESATU", "Ditetapkan di Madiun")
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    assert "16 November 2026" in said
    assert "KONSEP, BELUM DITETAPKAN" in draft
    assert "KONSEP" not in said


def test_acting_head_is_named_with_the_letter(ketua, kasubag, client):
    decree = planning.decree(kasubag)
    signer = Signer("Drs. Wakil", "", "Plh. Ketua", "1042/SPT/2026")
    actions.sign(decree.pk, dated_on=date(2026, 11, 16), signer=signer, by=ketua, at=make.MONDAY)
    client.force_login(kasubag)

    said = printed(client, decree)

    assert "Plh. Ketua" in said
    assert "1042/SPT/2026" in said


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2026, 11, 17), "belum tiba"), (date(2026, 9, 1), "terlalu lama")],
)
def test_day_of_a_decree_is_near_and_a_refusal_takes_no_number(ketua, kasubag, day, reason):
    decree = planning.decree(kasubag)

    with pytest.raises(Refusal, match=reason):
        planning.signed(decree, ketua, on=day)

    assert planning.signed(decree, ketua).sequence == 1


def test_only_the_head_of_the_court_signs_a_decree_of_no_case(kasubag):
    decree = planning.decree(kasubag)

    with pytest.raises(Refusal, match="ditetapkan Ketua"):
        planning.signed(decree, kasubag)

    assert not Decree.objects.get().is_signed


def test_decree_without_bases_is_not_signed(ketua, kasubag):
    decree = planning.decree(kasubag)
    decree.bases.clear()

    with pytest.raises(Refusal, match="dasar hukum"):
        planning.signed(decree, ketua)

    assert not Decree.objects.get().is_signed


def test_draft_is_made_worded_and_signed_in_the_browser(ketua, kasubag, client):
    client.force_login(kasubag)
    made = client.post(reverse("requests:new_decree"), {"template": "tim", "year": "2026"})
    decree = Decree.objects.get()
    told = {
        "title": decree.title,
        "considerations": "bahwa satu;\nbahwa dua;",
        "dictum": "Menunjuk tim.\nBerlaku sejak ditetapkan.",
        "bases": [base.pk for base in decree.bases.all()],
        "attachment": decree.attachment,
        "programme_year": "",
    }
    worded = client.post(made["Location"], told)
    day = {"dated_on": localdate().isoformat()}
    client.post(decree.get_absolute_url(), day)
    assert not Decree.objects.get().is_signed

    client.force_login(ketua)
    client.post(worded["Location"], day)

    signed = Decree.objects.get()
    assert signed.is_signed
    assert str(ketua) in signed.attachment
    assert signed.sealed["considerations"] == ["bahwa satu;", "bahwa dua;"]


def test_clerk_and_other_courts_do_not_see_a_draft(ketua, kasubag, client):
    decree = planning.decree(kasubag)
    clerk, stranger = make.user(court=ketua.court), make.user("ketua")
    answers = []
    for person in (clerk, stranger):
        client.force_login(person)
        answers.append(client.get(decree.get_absolute_url()).status_code)
    planning.signed(decree, ketua)
    client.force_login(clerk)

    assert answers == [404, 404]
    assert client.get(decree.get_absolute_url()).status_code == 200

"""Data pribadi saya: what is told and given out is one's own, all of it, and nobody else's."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from sopti.people.actions import keep
from sopti.people.holdings import holdings
from sopti.people.models import User
from sopti.privacy import actions
from sopti.privacy.mentions import mentions_of, untold
from sopti.privacy.pages import mine_page
from sopti.workflow.actions.talk import remark
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.privacy.world import hours
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
NIP = "198001172005011003"


@pytest.fixture
def office():
    return Office()


def parcel(client):
    answer = client.post(reverse("privacy:fetch"))
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def read(found, key):
    [name] = [name for name in found.namelist() if name[3:] == f"{key}.csv"]
    return found.read(name).decode("utf-8-sig")


def test_every_reference_to_a_person_is_told_or_counted():
    covered = [name for holding in holdings() for name in holding.covers]
    counted = [f"{label_of(model)}.{name}" for model, name in untold()]
    there = {
        f"{label_of(model)}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields  # noqa: SLF001 (Django's own name)
        if column.related_model is User
        and (not label_of(model).partition(".")[2].startswith("historical")
             or column.name == "history_user")
    }  # fmt: skip

    assert sorted(covered + counted) == sorted(there)
    assert len({holding.key for holding in holdings()}) == len(holdings())


def label_of(model):
    return model._meta.label_lower  # noqa: SLF001 (Django's own name)


def test_parcel_holds_all_of_ones_own(office, client):
    User.objects.filter(pk=office.clerk.pk).update(nip=NIP)
    mine = office.open(title="=Pencetak macet", detail="Kertasnya tersangkut.")
    remark(mine.pk, text="Masih macet.", by=office.clerk, at=hours(1))
    client.force_login(office.clerk)

    found = parcel(client)

    told = json.loads(found.read("data.json"))
    assert [row["NIP"] for row in told["akun"]] == [NIP]
    assert [row["Perihal"] for row in told["permintaan"]] == ["=Pencetak macet"]
    assert [row["Pesan"] for row in told["percakapan"]] == ["Masih macet."]
    given = {holding.key for holding in holdings() if holding.find}
    assert set(told) == {"pengadilan", "pengguna", "dibuat"} | given
    table = csv.reader(io.StringIO(read(found, "permintaan")), delimiter=";")
    assert list(table)[1][1:3] == ["'=Pencetak macet", "Kertasnya tersangkut."]


def test_parcel_holds_nothing_of_others(office, client):
    other = make.user(court=office.court, full_name="Orang Lain", phone="0811-000-111")
    mine = office.open()
    office.open(title="Bukan milik saya", by=other, requester=other)
    remark(mine.pk, text="Segera kami lihat.", by=office.people["operator_ti"], at=hours(2))
    client.force_login(office.clerk)

    found = parcel(client)

    said = "".join(found.read(name).decode() for name in found.namelist())
    there = [words for words in (
        "Bukan milik saya", "Segera kami lihat.", "0811-000-111", office.clerk.password
    ) if words in said]  # fmt: skip
    assert there == []


def test_somebody_elses_result_of_a_step_that_was_handed_on_is_not_given(office, client):
    first = office.people["operator_ti"]
    second = make.user("operator_ti", court=office.court)
    case = office.open()
    task = office.task(case)
    task.assigned_to = first
    task.save()
    office.do(case, by=first, result="Diterima lengkap.")
    task.refresh_from_db()
    task.assigned_to = second  # handed over later
    task.save()
    client.force_login(second)

    told = json.loads(parcel(client).read("data.json"))

    assert [(row["Nomor"], row["Hasil"]) for row in told["langkah"]] == [(case.number, "")]


def test_giving_out_is_recorded_each_time_and_by_post_alone(office, client):
    client.force_login(office.clerk)

    assert client.get(reverse("privacy:fetch")).status_code == 405
    parcel(client)
    parcel(client)

    kinds = Event.objects.filter(court=office.court, kind=EventKind.DATA_GIVEN)
    assert [event.by for event in kinds] == [office.clerk] * 2
    assert verify(office.court) is None


def test_who_belongs_to_no_court_reads_why_there_is_nothing(client):
    outsider = User.objects.create_user("luar", password=make.PASSWORD)
    client.force_login(outsider)

    assert "belum terdaftar pada satu pengadilan" in client.get(reverse("privacy:mine")).text
    client.post(reverse("privacy:fetch"))
    assert Event.objects.count() == 0


def test_page_asks_no_more_for_much_than_for_little(office, client, django_assert_max_num_queries):
    def look():
        with django_assert_max_num_queries(14) as asked:
            assert client.get(reverse("privacy:mine")).status_code == 200
        return len(asked)

    def grow(field, wanted):
        office.open()
        actions.ask(field, wanted, reason="Berubah.", by=office.clerk, at=make.MONDAY)

    client.force_login(office.clerk)
    grow("phone", "101")
    look()
    one = look()
    grow("unit", "Umum")
    grow("position", "Juru sita")

    assert look() == one


def test_mentions_count_what_no_room_tells(office):
    assert mentions_of(office.clerk.pk) == []
    Event.objects.create(
        court=office.court, sequence=999, kind="x", at=make.MONDAY, by=office.clerk, summary="x",
        text="{}", mac="",
    )  # fmt: skip
    assert mentions_of(office.clerk.pk) == []  # a holding tells it
    keep(office.clerk, by=office.clerk)

    found = mentions_of(office.clerk.pk)

    assert [(one.title, one.count) for one in found] == [("Orang", 1)]
    page = mine_page(office.clerk, now=make.MONDAY + timedelta(days=1))
    assert page["mentions"] == found

"""A disk that runs full: forms are refused in time, reading goes on, and somebody is told."""

import shutil

import pytest
from django.test import Client
from django.utils.timezone import now

from sopti.core import room
from sopti.recovery.pages import home_panels
from sopti.ui.models import SubmittedForm
from sopti.workflow.management.commands import worker
from tests import make


@pytest.fixture(autouse=True)
def looked_at_anew(settings, tmp_path):
    settings.DISK_FOLDERS = [str(tmp_path)]
    room.look_again()
    yield
    room.look_again()


@pytest.fixture
def nearly_full(monkeypatch):
    """A disk of a hundred bytes of which one is free, as the system would tell it."""
    monkeypatch.setattr(room, "_look", lambda folder: room.Room(folder, 1, 100))


@pytest.fixture
def scarce(monkeypatch, settings):
    """A disk of a terabyte with less than two gigabytes free."""
    monkeypatch.setattr(room, "_look", lambda folder: room.Room(folder, 10**9, 10**12))


def test_room_is_that_of_the_disk(tmp_path):
    (found,) = room.rooms()

    assert found.size == shutil.disk_usage(tmp_path).total
    assert 0 < found.free < found.size
    assert found.too_little == min(500_000_000, found.size // 20)


def test_folder_that_is_not_there_refuses_nothing(settings):
    settings.DISK_FOLDERS = ["/tidak/ada"]

    assert (room.rooms(), room.is_short(), room.scarcest()) == ([], False, None)


def test_disk_is_looked_at_once_in_a_while(monkeypatch):
    looks = []
    monkeypatch.setattr(room, "_look", looks.append)

    for _ in range(3):
        room.is_short()

    assert len(looks) == 1


@pytest.mark.django_db
def test_form_is_refused_and_pages_are_read_while_a_disk_is_nearly_full(nearly_full):
    person, browser = make.user("operator_ti"), Client()
    browser.force_login(person)

    sent = browser.post("/pemberitahuan/baca/", {"form_key": "1" * 32})
    read, login = browser.get("/"), Client().post("/masuk/", {"login": "x", "password": "y"})

    assert sent.status_code == 507
    assert "SOPTI sementara hanya dapat dibaca" in sent.content.decode()
    assert "Beri tahu Operator TI sekarang" in sent.content.decode()
    assert (read.status_code, login.status_code) == (200, 200)
    assert SubmittedForm.objects.count() == 0


def test_form_is_refused_without_asking_the_database(nearly_full):
    # no django_db mark: a query would fail this test

    assert Client().post("/tugas/1/selesai/").status_code == 507


@pytest.mark.django_db
def test_everybody_reads_that_nothing_can_be_sent(nearly_full):
    clerk, operator = make.user("pegawai"), make.user("operator_ti")

    (told,), (asked,) = (home_panels(person, now()) for person in (clerk, operator))

    assert told.context["worry"].startswith("SOPTI sementara hanya dapat dibaca.")
    assert asked.context["worry"].startswith(
        "Penyimpanan server hampir penuh, SOPTI hanya dapat dibaca. Sisa 1 byte pada disk "
    )


@pytest.mark.django_db
def test_keepers_are_warned_before_forms_are_refused(scarce):
    clerk, keeper = make.user("pegawai"), make.user("admin")

    browser = Client()
    browser.force_login(keeper)
    html = browser.get("/").content.decode()

    assert home_panels(clerk, now()) == []
    assert not room.is_short()
    assert "Sisa 1.000,0 MB" in html
    assert "dengan kurang dari 500,0 MB formulir ditolak" in html


def test_worker_does_nothing_while_a_disk_is_nearly_full(nearly_full, caplog):
    unfinished = worker.one_round({"outbox": lambda at: pytest.fail("a job was done")})

    assert unfinished == []
    assert "no job is done until there is room" in caplog.text

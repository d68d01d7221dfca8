"""Every door through which files come in: a wrong one gets a clear sentence and changes nothing.

A new door is one line of DOORS: the page that has the form, who opens it, and what it takes.
"""

import errno
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from maintenance.assets.kinds import load_kinds
from maintenance.security.applications import actions as applications
from requests.regulations.models import Regulation
from tests import make
from tests.doors.wrong import (
    AS_OLD_BOOK,
    AS_PAPER,
    AS_PHOTO,
    AS_SCAN,
    AS_SHEET,
    huge_photo,
)
from tests.maintenance import shelf
from tests.requests import desk
from tests.walk.forms import forms_of
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
PASSING = {
    "Session", "SubmittedForm", "Draft", "HistoricalUser", "AssetImport", "EarlierImport",
}  # of looking at it  # fmt: skip


class World:
    """One court with something at every door."""

    def __init__(self):
        load_kinds()
        self.office = Office()
        self.people = self.office.people | {"pegawai": self.office.clerk}
        self.case = desk.filed(self.office)
        self.task = self.case.tasks.get()
        self.coverage = self.office.open(
            "peliputan-website", by=self.people["operator_ti"], requester=None
        )
        self.asset = shelf.asset(self.people["operator_ti"])
        self.trial = self._trial(self.people["operator_ti"])
        self.regulation = Regulation.objects.create(
            court=self.office.court, kind="uu", number="Nomor 1", title="Informasi", year=2024,
            added_at=make.MONDAY,
        )  # fmt: skip

    def _trial(self, by):
        """A test case of an application, which the clerk is to answer with a picture."""
        texts = dict.fromkeys(
            ("purpose", "users", "version", "maker", "runs_on", "address", "note"), ""
        )
        told = {"name": "Antrean sidang", "owner": None} | texts
        made = applications.add_application(told, by=by, at=make.MONDAY)
        begun = applications.begin_acceptance(made.pk, by=by, at=make.MONDAY)
        [trial] = applications.add_tests(
            begun.pk, [("Cetak", "Tercetak")], tester=self.office.clerk, by=by, at=make.MONDAY
        )
        return trial


# By the module that reads the files: (who, page, name of the file's field, what is wrong there).
DOORS = {
    "sopti/workflow/views/case.py lampiran": (
        lambda world: ("pegawai", world.case.get_absolute_url(), "lampiran-files"), AS_PAPER,
    ),
    "sopti/workflow/views/case.py pesan": (
        lambda world: ("pegawai", world.case.get_absolute_url(), "pesan-files"), AS_PAPER,
    ),
    "sopti/workflow/views/task.py": (
        lambda world: (world.task.role_id, world.task.get_absolute_url(), "files"), AS_PAPER,
    ),
    "sopti/workflow/views/opening.py": (
        lambda world: (
            "operator_ti", reverse("workflow:open", args=["as-32", "peliputan-website"]), "files",
        ), AS_PAPER,
    ),
    "requests/views.py": (lambda world: ("pegawai", reverse("requests:new"), "files"), AS_PAPER),
    "requests/counter/views.py": (
        lambda world: ("operator_ti", reverse("requests:write_down"), "files"), AS_PAPER,
    ),
    "requests/earlier/views.py": (
        lambda world: ("kasubag_ptip", reverse("requests:import_earlier"), "file"), AS_OLD_BOOK,
    ),
    "requests/regulations/views.py": (
        lambda world: (
            "operator_ti",
            reverse("requests:attach_regulation", args=[world.regulation.pk]),
            "file",
        ), AS_PAPER,
    ),
    "maintenance/assets/views.py": (
        lambda world: ("operator_ti", reverse("maintenance:new_asset"), "photo"), AS_PHOTO,
    ),
    "maintenance/assets/imports/views.py": (
        lambda world: ("operator_ti", reverse("maintenance:import_assets"), "file"), AS_SHEET,
    ),
    "maintenance/security/applications/views.py": (
        lambda world: ("pegawai", world.trial.get_absolute_url(), "evidence"), AS_PAPER,
    ),
    "maintenance/upkeep/views.py": (
        lambda world: (
            "operator_ti", reverse("maintenance:check", args=[world.asset.pk]), "photo",
        ), AS_PHOTO,
    ),
    "sopti/reports/scans/views.py": (
        lambda world: ("operator_ti", reverse("reports:scans"), "file"), AS_SCAN,
    ),
    "website_ops/renewals/views.py": (
        lambda world: ("operator_ti", reverse("website_ops:new_service"), "bill"), AS_PAPER,
    ),
    "website_ops/stories/photo_views.py": (
        lambda world: (
            "operator_ti", reverse("website_ops:add_photos", args=[world.coverage.pk]), "photos",
        ), AS_PHOTO,
    ),
}  # fmt: skip


@pytest.fixture
def world(settings, tmp_path, time_machine):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(make.MONDAY)
    return World()


def rows():
    """How many rows of everything there are."""
    kept = (one for one in apps.get_models() if one.__name__ not in PASSING)
    return Counter({one.__name__: one.objects.count() for one in kept})


def files(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def form_with(client, page, field):
    """The form of a page that has this field for files: its address, and what a person sends.

    What a script sends by itself has no page of its own.
    """
    found = list(forms_of(client.get(page).content.decode()).values())
    found = [one for one in found if field in one.controls]
    return (found[-1].action or page, found[-1].filled()) if found else (page, {})


def send(client, world, door, file):
    who, page, field = DOORS[door][0](world)
    client.force_login(world.people[who])
    action, given = form_with(client, page, field)
    return client.post(action, given | {field: file}, follow=True)


@pytest.mark.parametrize("door", DOORS)
def test_wrong_file_gets_a_sentence_and_changes_nothing(client, world, settings, door):
    before = rows()

    for make_file, sentence in DOORS[door][1].items():
        answer = send(client, world, door, make_file())
        said, told = answer.content.decode(), f"{door}: {make_file.__name__}"

        assert answer.status_code in {200, 422}, told
        assert sentence in said or escape(sentence) in said, told
        assert rows() - before == Counter(), told
        assert files(settings.MEDIA_ROOT) == [], told


ONLY_WHETHER = {"once.py", "fresh.py"}  # which files came, and that some did; none is read


def test_every_module_that_reads_files_is_a_door():
    reads = re.compile(r"request\.FILES")
    packages = ("sopti", "requests", "maintenance", "website_ops")
    found = {
        str(path.relative_to(ROOT))
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if reads.search(path.read_text()) and path.name not in ONLY_WHETHER
    }

    assert found == {door.partition(" ")[0] for door in DOORS}


class FullDisk(FileUploadHandler):
    def receive_data_chunk(self, raw_data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    def file_complete(self, file_size):
        return None


@pytest.mark.parametrize("door", DOORS)
def test_disk_that_is_full_while_a_file_comes_in_is_said_so(world, settings, door):
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.FullDisk"]
    client, before = Client(raise_request_exception=False), rows()

    answer = send(client, world, door, huge_photo())

    assert answer.status_code == 507
    assert "Penyimpanan server penuh" in answer.content.decode()
    assert rows() - before == Counter()

"""A court that publishes: its people, a case of its table, photos, the text of a story."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from sopti.workflow import actions
from sopti.workflow.models import Task
from tests import make
from tests.walk.forms import forms_of
from website_ops.channels.models import Channel

SITE = "https://www.pa-contoh.go.id"
TEXT = "**Ketua** membuka kegiatan.\n\nDiikuti 40 peserta:\n\n- hakim\n- panitera"
ROLES = ("operator_ti", "kasubag_ptip", "sekretaris", "ketua")
EDITORS = ("operator_subbag", "admin_web", "editor", "redaktur", "penanggung_jawab", "ketua")


class Desk:
    """One court, with one person for each role."""

    def __init__(self, client, *, of="pa-kota-madiun", document="as-32", roles=ROLES):
        self.client = client
        self.court = make.court()
        self.edition = make.edition(self.court, document, of=of)
        self.people = {
            key: make.user(key, court=self.court, full_name=f"Nama {key}") for key in roles
        }
        self.clerk = make.user(court=self.court)

    def open(self, procedure="peliputan-website", title="Sosialisasi e-Court"):
        by = next(iter(self.people.values()))
        return actions.open_case(
            self.edition, procedure, by=by, requester=by, title=title, at=make.MONDAY
        )

    def task(self, case):
        return Task.objects.waiting().get(case=case)

    def do(self, case, **values):
        """Do the waiting step by the form of its page; `values` are of its fields."""
        task = self.task(case)
        self.client.force_login(self.people[task.role_id])
        page = self.client.get(task.get_absolute_url()).content.decode()
        address = reverse("workflow:complete", args=[task.pk])
        sent = forms_of(page)[address].filled(**values)
        return self.client.post(address, sent)

    def up_to(self, case, step):
        while self.task(case).step < step:
            assert self.do(case, outcome="ya").status_code == 302
        return self.task(case)

    def add(self, case, *files, **words):
        address = reverse("website_ops:add_photos", args=[case.pk])
        return self.client.post(address, {"photos": list(files)} | words)

    def site(self):
        return Channel.objects.create(
            court=self.court, kind="situs", name="Situs pengadilan", address=f"{SITE}/"
        )


def picture(name="foto.jpg", size=(80, 60), shade=90, exif=None):
    """A picture; another `shade` is another picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (shade, 120, 90)).save(out, "JPEG", exif=exif or b"")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")

"""From the upload to the case: whose paper it is, and what stays as it was."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from sopti.core.errors import Refusal
from sopti.reports.actions import issue
from sopti.reports.models import Paper, Scan
from sopti.reports.scans import actions, rules
from sopti.reports.task_sheets import task_sheet
from sopti.workflow import actions as work
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Attachment, Event, Task
from sopti.workflow.record import verify
from tests import make
from tests.reports import objects
from tests.reports.scans.papers import blank, upload, with_code

pytestmark = pytest.mark.django_db
UPLOAD = "/pindaian/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT, settings.SITE_ADDRESS = tmp_path, "https://sopti.example"


class Desk:
    """A closed case with one finished step whose sheet was issued, and an operator."""

    def __init__(self):
        self.court = objects.court()
        self.operator = objects.official(self.court, role="operator_ti")
        self.clerk = objects.clerk(self.court)
        closed = {"status": CaseStatus.DONE, "closed_at": objects.at(16, 9)}
        self.case = objects.case(self.clerk, 147, **closed)
        self.task = self.issued(self.case, 3)

    def issued(self, case, step):
        task = objects.task(case, self.operator, step, result="Diteliti.")
        issue(case, task, objects.PRINTED)
        return task

    def sheet(self, task=None):
        """A page with nothing but the code of the step's sheet."""
        key = Paper.objects.get(task=task or self.task).short_key
        return upload(with_code(f"https://sopti.example/periksa/{key}/"))


@pytest.fixture
def desk(client):
    found = Desk()
    client.force_login(found.operator)
    return found


def said_by(answer):
    return answer.content.decode()


def sent(client, file, address=UPLOAD):
    return client.post(address, {"file": file}, follow=True)


def kept(client, scan, **more):
    return client.post(reverse("reports:keep_scan", args=[scan.pk]), more, follow=True)


def test_a_sheet_that_is_read_waits_for_a_word_and_is_then_beside_the_printed_one(client, desk):
    asked = said_by(sent(client, desk.sheet()))
    before = Attachment.objects.count()
    page = said_by(kept(client, Scan.objects.get()))

    assert "Terbaca: Dokumen Permintaan Layanan TI telah diterima" in " ".join(asked.split())
    assert "147/TI.B/PA.Mdn/2026/3" in asked
    assert "Simpan pada berkas ini?" in asked
    assert before == 0
    [scan] = Attachment.objects.all()
    assert (scan.case, scan.task, scan.is_scan, scan.added_by) == (
        desk.case, desk.task, True, desk.operator
    )  # fmt: skip
    assert "pindaian bertanda tangan</a>, diunggah" in page
    [event] = Event.objects.filter(case=desk.case)
    assert event.summary == (
        f"{desk.operator} menyimpan pindaian bertanda tangan lembar langkah 3: pindaian.jpg"
    )
    assert verify(desk.court) is None


def test_a_scan_changes_neither_the_sheet_nor_its_key_nor_what_was_decided(client, desk):
    def mark():
        task = Task.objects.for_pages().get(pk=desk.task.pk)
        return task_sheet(task, at=objects.PRINTED)

    before, history = mark(), desk.task.history.count()
    sent(client, desk.sheet())
    kept(client, Scan.objects.get())

    after = mark()
    assert (after.paper.mark, after.files, after.hints) == (
        before.paper.mark, before.files, before.hints
    )  # fmt: skip
    assert after.paper.mark is not None
    assert Paper.objects.count() == 1
    desk.case.refresh_from_db()
    assert (desk.case.status, desk.task.history.count()) == (CaseStatus.DONE, history)


def test_the_scan_of_another_case_is_refused_on_a_step_and_told_where_it_belongs(client, desk):
    other = desk.issued(objects.case(desk.clerk, 148), 4)

    answer = sent(client, desk.sheet(other), f"{UPLOAD}?langkah={desk.task.pk}")

    assert answer.status_code == 422
    assert "dari berkas 148/TI.B/PA.Mdn/2026 (Pencetak loket" in said_by(answer)
    assert Scan.objects.count() == 0


def test_a_foreign_courts_paper_is_unknown_and_nothing_of_it_is_told(client, desk):
    there = objects.court(name="Pengadilan Agama Lain")
    theirs = objects.case(objects.clerk(there), 99, title="Rahasia mereka")
    task = objects.task(theirs, objects.official(there), 3)
    issue(theirs, task, objects.PRINTED)

    answer = sent(client, desk.sheet(task))

    assert answer.status_code == 422
    assert escape(rules.UNKNOWN) in said_by(answer)
    assert "Rahasia" not in said_by(answer)
    assert Scan.objects.count() == 0


def test_an_illegible_sheet_uploaded_on_a_step_is_kept_there_on_a_word(client, desk):
    asked = said_by(sent(client, upload(blank()), f"{UPLOAD}?langkah={desk.task.pk}"))
    kept(client, Scan.objects.get())

    assert "Kode QR tidak terbaca" in asked
    assert "Cocokkan dulu nomornya dengan kertasnya." in asked
    assert Attachment.objects.get().task == desk.task


def test_an_illegible_sheet_finds_its_way_by_the_letters_beside_the_code(client, desk):
    sent(client, upload(blank()))
    scan = Scan.objects.get()
    key = Paper.objects.get().short_key.lower()

    wrong = client.post(scan.get_absolute_url(), {"key": "2222-2222"})
    right = client.post(scan.get_absolute_url(), {"key": key}, follow=True)

    assert (wrong.status_code, escape(rules.UNKNOWN) in said_by(wrong)) == (422, True)
    assert "Terbaca: Dokumen Permintaan" in " ".join(said_by(right).split())
    kept(client, scan)
    assert Attachment.objects.get().task == desk.task


def test_an_illegible_sheet_finds_its_way_by_the_number_of_the_case(client, desk):
    sent(client, upload(blank()))
    scan = Scan.objects.get()

    unknown = client.post(scan.get_absolute_url(), {"number": "1/XX/2020"})
    page = client.post(scan.get_absolute_url(), {"number": desk.case.number}, follow=True)
    nothing = kept(client, scan)
    kept(client, scan, sheet=str(desk.task.pk))

    assert "Tidak ada berkas dengan nomor" in said_by(unknown)
    assert "Lembar mana dari berkas 147/TI.B/PA.Mdn/2026?" in said_by(page)
    assert (nothing.status_code, "Pilih lembar yang dipindai." in said_by(nothing)) == (422, True)
    assert Attachment.objects.get().task == desk.task


def test_the_whole_case_may_be_signed_too(client, desk):
    sent(client, upload(blank()))
    scan = Scan.objects.get()
    client.post(scan.get_absolute_url(), {"number": desk.case.number})

    page = said_by(kept(client, scan, sheet="berkas"))

    assert Attachment.objects.get().task is None
    assert "Berkas lengkap" in page


def test_different_sheets_in_one_scan_are_refused(desk):
    second = desk.issued(desk.case, 4)
    keys = [Paper.objects.get(task=task).key for task in (desk.task, second)]

    with pytest.raises(Refusal, match="memuat lembar yang berbeda-beda"):
        actions._paper_of(keys, desk.operator)  # noqa: SLF001 (two codes are hard to draw)

    assert Scan.objects.count() == 0


def test_the_same_scan_is_kept_once(client, desk):
    for _ in range(2):
        sent(client, desk.sheet())
    newest, first = Scan.objects.all()
    kept(client, first)

    page = said_by(kept(client, newest))

    assert "Pindaian yang sama sudah disimpan pada berkas 147/TI.B/PA.Mdn/2026." in page
    assert Attachment.objects.count() == 1


def test_a_step_that_is_not_finished_has_no_signed_sheet(client, desk):
    waiting = objects.open_task(objects.case(desk.clerk, 148), 3)

    with pytest.raises(Refusal, match="terbit sesudah langkahnya selesai"):
        work.keep_scan(waiting.case_id, "x", task=waiting, name="x", size=1, content_type="x",
                       sha256="x", by=desk.operator, at=objects.PRINTED)  # fmt: skip
    assert client.get(f"{UPLOAD}?langkah={waiting.pk}").status_code == 403
    assert Attachment.objects.count() == 0


def test_a_clerk_lays_nothing_into_cases(client, desk):
    client.force_login(desk.clerk)

    answer = client.get(UPLOAD)

    assert answer.status_code == 403
    assert "diunggah oleh petugas atau pejabat" in said_by(answer)


@pytest.mark.parametrize("person", ["colleague", "stranger"])
def test_a_scan_that_waits_is_its_uploaders_alone(client, desk, person):
    sent(client, desk.sheet())
    scan = Scan.objects.get()
    where = desk.court if person == "colleague" else make.court()
    client.force_login(make.user("operator_ti", court=where))

    assert client.get(scan.get_absolute_url()).status_code == 404
    assert kept(client, scan).status_code == 404
    assert Attachment.objects.count() == 0


def test_what_nobody_said_a_word_about_is_forgotten_and_what_was_kept_is_not(client, desk):
    sent(client, desk.sheet())
    kept(client, Scan.objects.get())
    sent(client, upload(blank()))
    left, done = Scan.objects.all()

    said = actions.forget_old(left.at + actions.KEPT_FOR * 2)

    assert said == "1 scans forgotten"
    assert Scan.objects.count() == 0
    assert not left.file.storage.exists(left.file.name)
    assert Attachment.objects.get().file.storage.exists(done.file.name)

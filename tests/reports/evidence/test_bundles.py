"""Berkas bukti from the wish to the download, and everything that may go wrong between."""

import errno
import json
import subprocess
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.core.periods import Period
from sopti.notifications.models import Message
from sopti.reports.actions import issue_of_court
from sopti.reports.evidence import actions, claiming, making
from sopti.reports.evidence.archive import ZIP, Archive, Lengths
from sopti.reports.evidence.filling import Folder, _put_attachments
from sopti.reports.evidence.index import Findings, index_sheets
from sopti.reports.models import Bundle, Paper
from sopti.workflow.management.commands.worker import _run
from sopti.workflow.models import Attachment, Event
from sopti.workflow.record import verify
from tests import make
from tests.reports import objects, reading
from tests.reports.evidence.shelf import AT, Shelf, attach, fresh, make_all

pytestmark = pytest.mark.django_db
FIRST = "01 1-TI.B-PA.Mdn-2026 Pencetak loket PTSP 2 tidak menarik kertas"
SECOND = "02 2-TI.B-PA.Mdn-2026 Pencetak loket PTSP 2 tidak menarik kertas"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.BUNDLE_DIR, settings.MEDIA_ROOT = tmp_path / "bundles", tmp_path / "files"


def unpacked(bundle, folder):
    with zipfile.ZipFile(bundle.folder / ZIP) as archive:
        archive.extractall(folder)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_bundle_holds_every_case_with_its_papers_record_and_files(tmp_path):
    shelf = Shelf()
    task = objects.task(shelf.cases[0], shelf.kasubag, 3, result="Diteliti.")
    for name in ("layar.txt", "../Layar.txt"):
        attach(shelf.cases[0], name, name.encode(), by=shelf.clerk, task=task)
    attach(shelf.cases[1], "hilang.txt", by=shelf.clerk).file.delete(save=False)
    bundle = shelf.ask()

    make_all(bundle)
    found = unpacked(bundle, tmp_path / "keluar")

    assert (bundle.state, bundle.done, bundle.total, bundle.failure) == ("siap", 2, 2, "")
    assert found == [
        f"{FIRST}/Berkas lengkap.pdf",
        f"{FIRST}/Catatan.csv",
        f"{FIRST}/Lampiran/Langkah 03 ..-Layar.txt",
        f"{FIRST}/Lampiran/Langkah 03 layar.txt",
        f"{FIRST}/Langkah 03 Dokumen Permintaan Layanan TI telah diterima dan diperiksa bagian.pdf",
        f"{SECOND}/Berkas lengkap.pdf",
        f"{SECOND}/Catatan.csv",
        "Hasil pemeriksaan catatan.txt",
        "Indeks.pdf",
        "SHA256SUMS",
        "SOP/SOP-AS-32 edisi 1.json",
        "SOP/SOP-AS-32 edisi 1.pdf",
        "manifest.json",
    ]


def test_checksums_manifest_index_and_record_agree(tmp_path):
    shelf = Shelf(1)
    attach(shelf.cases[0], "hilang.txt", by=shelf.clerk).file.delete(save=False)
    bundle = shelf.ask()
    make_all(bundle)
    folder = tmp_path / "keluar"
    found = unpacked(bundle, folder)

    assert_sums_hold(folder, len(found) - 1)
    assert_manifest_tells(folder, bundle)
    assert_index_tells(folder, bundle, shelf.court)
    assert_record_tells(bundle, shelf)


def assert_sums_hold(folder, count):
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True,
        text=True, check=False, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == count


def assert_manifest_tells(folder, bundle):
    manifest = json.loads((folder / "manifest.json").read_text())
    [case] = manifest["berkas"]
    assert (case["nomor"], case["keadaan"]) == ("1/TI.B/PA.Mdn/2026", "Berjalan")
    assert case["kekurangan"] == ["Lampiran/hilang.txt: tidak ditemukan di penyimpanan server"]
    assert manifest["pemeriksaan_catatan"] == bundle.verdict.strip()
    assert "utuh sampai catatan nomor 1, diperiksa Senin, 16 November 2026" in bundle.verdict


def assert_index_tells(folder, bundle, court):
    index = reading.words((folder / "Indeks.pdf").read_bytes())
    paper = Paper.objects.get(case=None, court=court)
    for words in ("1/TI.B/PA.Mdn/2026", bundle.verdict.strip()[:60], paper.short_key,
                  "Kurang: Lampiran/hilang.txt"):  # fmt: skip
        assert words in index
    assert f"{paper.fingerprint}  manifest.json" in (folder / "SHA256SUMS").read_text()


def assert_record_tells(bundle, shelf):
    assert [event.summary for event in Event.objects.order_by("sequence")] == [
        f"{shelf.kasubag} meminta berkas bukti {bundle}: 1 berkas",
        f"Berkas bukti {bundle} selesai disusun: 1 berkas, sidik jari {bundle.sha256[:16]}",
    ]
    assert verify(shelf.court) is None
    assert [(one.to, one.link) for one in Message.objects.all()] == [
        (shelf.kasubag, bundle.get_absolute_url())
    ]
    assert bundle.kept_until.date() == date(2026, 12, 16)


def test_signed_scans_lie_in_a_folder_of_their_own(tmp_path):
    shelf = Shelf(1)
    task = objects.task(shelf.cases[0], shelf.kasubag, 3)
    kept = attach(shelf.cases[0], "lembar.jpg", by=shelf.kasubag, task=task)
    Attachment.objects.filter(pk=kept.pk).update(is_scan=True)

    with Archive(tmp_path, Lengths()) as archive:
        folder = Folder(archive, "01 x", AT)
        _put_attachments(folder, fresh(shelf.cases[0]))

    assert [entry.path for entry in folder.entries] == [
        "01 x/Pindaian bertanda tangan/Langkah 03 lembar.jpg"
    ]


def test_only_cases_opened_in_the_period_belong_in():
    shelf = Shelf(1)
    shelf.case(2, opened_at=objects.at(31, 23, 59))
    november = objects.at(31, 23, 59) + timedelta(minutes=1)
    shelf.case(3, opened_at=november)

    assert shelf.ask().total == 2
    assert shelf.ask(period=Period(date(2026, 11, 1), date(2026, 11, 30))).total == 1
    with pytest.raises(Refusal, match="yang dibuka pada tahun 2025"):
        shelf.ask(period=Period(date(2025, 1, 1), date(2025, 12, 31)))


def test_the_same_bundle_is_not_made_twice_at_a_time():
    shelf = Shelf(1)
    shelf.ask()

    with pytest.raises(Refusal, match="yang sama sedang disusun"):
        shelf.ask()

    assert Bundle.objects.count() == 1


@pytest.mark.parametrize("role", ["operator_ti", "kabag", "admin"])
def test_others_may_not_ask(role):
    shelf = Shelf(1)

    with pytest.raises(Refusal, match="hanya diminta dan diunduh oleh"):
        shelf.ask(by=make.user(role, court=shelf.court))

    assert Bundle.objects.count() == 0


def test_who_lost_the_role_gets_no_bundle():
    shelf = Shelf(1)
    bundle = shelf.ask()
    shelf.kasubag.appointments.all().delete()

    make_all(bundle)

    assert (bundle.state, bundle.done) == ("gagal", 0)
    assert bundle.failure.startswith("Berkas bukti memuat nama")


def test_a_slice_ends_in_time_and_the_next_goes_on(monkeypatch):
    monkeypatch.setattr(making, "SLICE_SECONDS", 0.001)
    shelf = Shelf(2)
    bundle = shelf.ask()

    said = making.make_some(AT)
    bundle.refresh_from_db()

    assert isinstance(said, making.Unfinished)
    assert (said, bundle.done, bundle.claim) == (
        f"evidence bundle {bundle.pk}: 1 of 2 cases", 1, ""
    )  # fmt: skip


def test_full_disk_gives_its_room_back_and_the_next_try_is_kept_its_time(settings, client):
    shelf = Shelf(1)
    bundle = shelf.ask()
    settings.BUNDLE_RESERVE_BYTES = 10**18

    make_all(bundle)

    assert (bundle.state, bundle.failure) == ("gagal", making.FULL)
    assert not bundle.folder.exists()

    settings.BUNDLE_RESERVE_BYTES = 0
    actions.retry(bundle.pk, by=shelf.kasubag, at=AT)
    make_all(bundle)
    assert (bundle.state, bundle.done, bundle.failure) == ("siap", 1, "")

    assert_kept_its_time(bundle, shelf, client)


def assert_kept_its_time(bundle, shelf, client):
    client.force_login(shelf.kasubag)
    assert actions.sweep(bundle.kept_until - timedelta(seconds=1)) == ""
    assert bundle.folder.exists()
    assert actions.sweep(bundle.kept_until) == "1 evidence bundles swept away"
    assert not bundle.folder.exists()
    page = client.get(bundle.get_absolute_url()).content.decode()
    assert "Minta lagi bila masih diperlukan." in page
    assert client.get(reverse("reports:bundle_file", args=[bundle.pk])).status_code == 403


def test_disk_that_fills_up_while_writing_is_said_so(monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    shelf = Shelf(1)
    bundle = shelf.ask()
    monkeypatch.setattr(Archive, "made_safe", full)

    make_all(bundle)

    assert (bundle.state, bundle.failure, bundle.lengths) == ("gagal", making.FULL, {})


def test_a_fault_of_ours_stops_the_bundle_and_not_the_worker(monkeypatch):
    monkeypatch.setattr(Archive, "tell", lambda *_: 1 / 0)
    shelf = Shelf(1)
    bundle = shelf.ask()

    said = make_all(bundle)

    assert said == [f"evidence bundle {bundle.pk} failed"]
    assert (bundle.state, bundle.failure) == ("gagal", making.BROKEN)


def test_a_case_at_which_the_worker_dies_again_and_again_is_given_up():
    shelf = Shelf(1)
    bundle = shelf.ask()
    for turn in range(claiming.MOST_LOST):
        assert claiming.claim(at=AT + turn * 2 * claiming.LEASE) == bundle

    make_all(bundle, at=AT + 6 * claiming.LEASE)

    assert (bundle.state, bundle.failure) == ("gagal", claiming.STOPPED)


def test_work_that_vanished_from_the_disk_is_begun_anew():
    shelf = Shelf(1)
    bundle = shelf.ask()
    Bundle.objects.update(lengths={"zip": 999, "directory": 9, "cases": 9, "entries": 9}, done=1,
                          last_case=shelf.cases[0].pk)  # fmt: skip

    said = making.make_some(AT)
    bundle.refresh_from_db()

    assert isinstance(said, making.Unfinished)
    assert (bundle.state, bundle.done, bundle.last_case, bundle.lengths) == ("disusun", 0, 0, {})


def test_a_long_index_has_several_papers_and_holds_the_rows_of_one_at_a_time():
    shelf = Shelf(1)
    bundle = shelf.ask()
    findings = Findings("Catatan utuh.", "ab" * 32, [shelf.cases[0].edition], 501)
    line = {"folder": "001 x", "nomor": "1", "perihal": "x", "keadaan": "Selesai", "isi": [],
            "dibuka": "2026-10-12T09:00:00+07:00", "selesai": None, "kekurangan": []}  # fmt: skip
    read = []

    def told():
        for number in range(501):
            read.append(number)
            yield line

    paper = issue_of_court(shelf.court, title="Indeks", number="Bukti 1", dated_on=AT.date(),
                           fingerprint="ab" * 32, signers=[], at=AT)  # fmt: skip
    sheets = index_sheets(told(), bundle, findings, paper, AT)

    first = next(sheets)
    assert (first[0], len(first[1].rows), len(read)) == ("Indeks 1 dari 2.pdf", 500, 500)
    assert [(name, len(sheet.rows)) for name, sheet in sheets] == [("Indeks 2 dari 2.pdf", 1)]


def test_the_worker_comes_back_without_a_pause_while_a_bundle_grows():
    assert _run("bundles", lambda _: making.Unfinished("1 of 2 cases")) is True
    assert _run("bundles", lambda _: "ready") is False
    assert _run("bundles", lambda _: "") is False


def test_removing_one_stops_the_worker_that_makes_it():
    shelf = Shelf(1)
    bundle = shelf.ask()
    mine = claiming.claim(at=AT)

    actions.remove(bundle.pk, by=shelf.kasubag, at=AT)

    with pytest.raises(claiming.ClaimLostError):
        claiming.renew(mine, at=AT)
    assert making.make_some(AT + 2 * claiming.LEASE) == ""

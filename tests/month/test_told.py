"""What the rooms tell of the month that passed: security, SIPP, network and publishing too."""

import pytest

from sopti.notifications.models import Message
from sopti.people.models import Court
from sopti.workflow.chapters import STATES, Chapter, Plan, chapters
from sopti.workflow.telling import NOTHING
from tests.month.passing import NOVEMBER, case_of

pytestmark = pytest.mark.django_db


def chapter_of(court, key):
    [found] = [one for one in chapters(Court.objects.get(key=court), NOVEMBER) if one.key == key]
    return found


def rows_of(chapter, caption):
    [table] = [one for one in chapter.tables if one.caption.startswith(caption)]
    return table.rows


def test_rooms_tell_the_month_of_the_courts_that_have_them(month):
    told = {one.key: chapters(one, NOVEMBER) for one in Court.objects.on_show()}

    keys = {court: [chapter.key for chapter in found] for court, found in told.items()}
    assert keys["pa-banjarnegara"] == ["policy", "maintenance", "website", "social_media"]
    usual = ["service_request", "policy", "maintenance", "security"]
    assert keys["pa-payakumbuh"] == [*usual, "server", "website", "publishing"]
    busy = ["backups", "server", "network", "sipp", "website", "publishing"]
    assert keys["pa-kota-madiun"][: len(usual + busy)] == usual + busy
    for chapter in (chapter for found in told.values() for chapter in found):
        assert Chapter.model_validate_json(chapter.model_dump_json()) == chapter
        assert chapter.sentences
        assert all(text == text.strip() and text.endswith(".") for text in chapter.sentences)
        for table in chapter.tables:
            kinds = [column.kind for column in table.columns]
            assert {len(row) for row in (*table.rows, table.total) if row} <= {len(kinds)}
            marks = {cell[:2] for row in table.rows for cell, kind in zip(row, kinds, strict=True)
                     if kind == "state"}  # fmt: skip
            assert marks <= set(STATES), table.caption


def test_security_of_a_court_that_worked_was_kept_and_of_one_that_did_not_was_late(month):
    kept, left = (chapter_of(court, "security") for court in ("pa-kota-madiun", "pa-payakumbuh"))
    case = case_of("pa-kota-madiun", "pengamanan", "rutin", "2026-11")

    assert case.tasks.get(step=1).values["peringatan"] == (
        "Perangkat asing di Wi-Fi (Lobi), tingkat Sedang, belum selesai"
    )
    assert (kept.plan, left.plan) == (Plan(planned=1, done=1), Plan(planned=1, done=0))
    assert {row[4] for row in rows_of(kept, "Kegiatan rutin")} == {"✓ ya"}
    assert kept.obstacles == ("Peringatan dini belum ditutup: Perangkat asing di Wi-Fi.",)
    assert [row[4] for row in rows_of(left, "Kegiatan rutin")] == [
        "✗ belum, lewat 20 hari", *["○ belum"] * 3,
    ]  # fmt: skip
    assert left.obstacles[0].endswith("belum selesai; batasnya 2 November 2026.")


def test_warning_that_became_an_incident_of_the_network_was_mended(month):
    network, security = (chapter_of("pa-kota-madiun", key) for key in ("network", "security"))
    month.mended.refresh_from_db()

    assert (month.mended.procedure.section, month.mended.status) == ("network", "selesai")
    [repair] = rows_of(network, "Perbaikan jaringan")
    assert (repair[:3], repair[5]) == (("17-11", month.mended.number, "mandiri"), "✓ pulih")
    assert network.sentences[0] == "Tidak ada temuan jaringan yang dicatat pada November 2026."
    assert network.sentences[-1] == "1 berkas dibuka menurut SOP dan sudah selesai."
    assert security.sentences[0].endswith("dan belum ditutup; 1 menjadi insiden.")


def test_sipp_was_looked_at_and_its_complaint_waits(month):
    told = chapter_of("pa-kota-madiun", "sipp")

    assert told.plan == Plan(planned=1, done=1)
    assert "Akses SIPP diperiksa 2 kali pada November 2026: 1 kali baik, 1 kali lambat." in (
        told.sentences
    )
    assert rows_of(told, "Pengaduan SIPP") == (
        ("17-11", "SIPP tidak dapat dibuka.", "sebagian pengguna", month.complaint.case.number,
         NOTHING, "✗ belum"),
    )  # fmt: skip
    assert month.complaint.case.status == "berjalan"
    assert Message.objects.filter(link=month.complaint.case.tasks.get().get_absolute_url())


def test_story_of_the_month_came_out_and_is_told_with_its_case(month):
    told = chapter_of("pa-kota-madiun", "publishing")

    [row] = rows_of(told, "Berita yang terbit")
    assert (row[0], row[4]) == ("17-11", month.story.number)
    assert told.sentences[0] == ("1 berita terbit pada November 2026; tidak ada yang dikembalikan.")
    assert chapter_of("pa-ternate", "publishing").sentences == (
        "Tidak ada berita yang terbit pada November 2026.",
    )

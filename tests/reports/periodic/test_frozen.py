"""A signed report stays as it was signed; what was wrong is corrected by another one."""

import pytest
from django.db import connection
from django.test import Client

from sopti.core.errors import Refusal
from sopti.reports.models import Report
from sopti.reports.periodic import actions, composing, rules
from sopti.reports.periodic.content import digest_of
from sopti.reports.periodic.models import NEVER_CHANGED
from tests.reports.periodic import sample
from tests.reports.periodic.desk import THIRTIETH

WHY = "Dua pekerjaan belum tercatat."


def said_by(report):
    found = Report.objects.select_related("court", "corrects").get(pk=report.pk)
    return composing.content_of(found, on=THIRTIETH.date()).model_dump(mode="json")


def test_later_edits_of_requests_and_of_the_court_do_not_reach_it(desk, monkeypatch):
    case = desk.open(at=THIRTIETH)
    report = desk.signed()
    before = said_by(report)

    case.title = "Judul lain"
    case.save()
    desk.court.name, desk.court.letterhead = "Pengadilan lain", ["KOP LAIN"]
    desk.court.save()
    desk.sekretaris.full_name = "Nama lain"
    desk.sekretaris.save()
    monkeypatch.setattr(sample, "requests_of", lambda court, period: None)

    assert said_by(report) == before
    assert digest_of(before) == report.digest
    assert before["gathered"]["figures"][2]["big"] == "1"
    assert before["checked"]["name"] == "sekretaris satu"


def test_a_draft_follows_its_data_when_they_are_gathered_anew(desk):
    report = desk.draft()
    actions.word(report.pk, {"opening": "Catatan.", "obstacles": []}, by=desk.kasubag, at=THIRTIETH)
    desk.open(at=THIRTIETH)

    again = actions.refresh(report.pk, by=desk.kasubag, at=THIRTIETH)

    assert [figure.big for figure in report.told.figures] == ["18", "15", "0", "0"]
    assert [figure.big for figure in again.told.figures] == ["18", "15", "1", "0"]
    assert (again.opening, again.obstacles) == ("Catatan.", [])


def test_what_came_up_since_joins_the_obstacles_and_what_was_dropped_stays_out(desk, monkeypatch):
    report = desk.draft()
    kept = [{**report.obstacles[0], "plan": "Pengadaan switch"}]
    actions.word(report.pk, {"obstacles": kept}, by=desk.kasubag, at=THIRTIETH)
    chapter = sample.backups_of(None, None).model_copy(update={"obstacles": ("Cakram penuh",)})
    monkeypatch.setattr(sample, "backups_of", lambda court, period: chapter)

    again = actions.refresh(report.pk, by=desk.kasubag, at=THIRTIETH)

    assert [(row["obstacle"], row["plan"]) for row in again.obstacles] == [
        ("Dua permintaan jaringan lewat norma", "Pengadaan switch"),
        ("Cakram penuh", ""),
    ]


@pytest.mark.parametrize("name", ["opening", "sealed", "digest", "number", "why", "gathered"])
def test_save_refuses_to_change_a_signed_report(desk, name):
    report = desk.signed()
    before = Report.objects.values().get()
    setattr(report, name, {} if name in {"sealed", "gathered"} else "x")

    with pytest.raises(Refusal) as refusal:
        report.save()

    assert str(refusal.value) == NEVER_CHANGED
    assert Report.objects.values().get() == before


def test_neither_a_seen_report_is_saved_nor_any_report_deleted(desk):
    report = desk.seen()
    report.seen_as = {"name": "Orang lain"}

    with pytest.raises(Refusal, match="tidak dapat diubah"):
        report.save()
    with pytest.raises(Refusal, match="tidak dapat dihapus"):
        report.delete()

    assert Report.objects.get().seen_as["name"] == "ketua satu"


def test_being_seen_changes_nothing_of_what_was_signed(desk):
    signed = desk.signed()
    before = said_by(signed)

    seen = actions.see(signed.pk, by=desk.ketua, at=THIRTIETH)

    assert said_by(seen) == before
    assert (seen.digest, seen.seen_as["title"]) == (signed.digest, "Ketua")


def test_a_correction_is_a_report_of_its_own_that_names_the_old_one(desk):
    old = desk.seen()
    before = Report.objects.filter(pk=old.pk).values().get()

    new = desk.signed(actions.correct(old.pk, why=WHY, by=desk.kasubag, at=THIRTIETH))

    code = desk.court.code
    assert (old.number, new.number) == (f"1/LAP.TI/{code}/2026", f"2/LAP.TI/{code}/2026")
    assert new.sealed["corrects"] == [
        f"Koreksi atas laporan Nomor {old.number} tanggal 30 November 2026",
        WHY,
    ]
    assert Report.objects.filter(pk=old.pk).values().get() == before
    page = opened(old, by=desk.kasubag)
    assert "Laporan ini dikoreksi dengan" in page
    assert new.number in page


def opened(report, *, by):
    client = Client()
    client.force_login(by)
    return client.get(report.get_absolute_url()).content.decode()


def test_a_report_is_corrected_once_and_only_after_it_was_signed(desk):
    draft = desk.draft()
    unsigned = rules.why_not_correct(desk.kasubag, draft)
    old = desk.signed(draft)
    actions.correct(old.pk, why=WHY, by=desk.kasubag, at=THIRTIETH)

    with pytest.raises(Refusal) as refusal:
        actions.correct(old.pk, why=WHY, by=desk.kasubag, at=THIRTIETH)

    assert unsigned == "Laporan ini belum disahkan, jadi isinya masih dapat diubah tanpa koreksi."
    assert str(refusal.value) == "Laporan ini sudah mempunyai koreksi yang sedang disusun."
    assert Report.objects.count() == 2


def test_the_database_itself_keeps_one_report_a_period(desk):
    desk.draft()

    with pytest.raises(Exception, match=r"(?i)unique") as error, connection.cursor():
        desk.draft()

    assert type(error.value).__name__ == "IntegrityError"

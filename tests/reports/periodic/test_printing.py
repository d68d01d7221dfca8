"""The queue of PDFs: one row a content, made by one worker, made again when lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from sopti.core.errors import Refusal
from sopti.reports.models import ReportPrint
from sopti.reports.periodic import actions, printing
from tests.reports.periodic.desk import OCTOBER, THIRTIETH, Desk
from tests.workflow.office import is_sqlite
from tests.workflow.racing import race

MINUTE = timedelta(minutes=1)


@pytest.fixture
def quick(monkeypatch):
    """Papers that cost nothing: what is made is tested in test_papers."""
    made = []

    def make(report, *, at):
        made.append(report.pk)
        return f"%PDF-1.7 {report.number} {report.state}".encode()

    monkeypatch.setattr(printing, "make_pdf", make)
    return made


def states():
    return list(ReportPrint.objects.order_by("pk").values_list("report", "state"))


def answer(report, *, by, page="laporan.pdf"):
    client = Client()
    client.force_login(by)
    return client.get(f"{report.get_absolute_url()}{page}")


def test_signing_asks_for_the_pdf_and_the_worker_makes_it(desk, quick):
    report = desk.signed()
    before = answer(report, by=desk.sekretaris)

    said = printing.make_waiting(THIRTIETH)

    after = answer(report, by=desk.sekretaris)
    assert (before.status_code, said, states()) == (409, "1 PDF laporan", [(report.pk, "siap")])
    assert (after.status_code, after["Content-Type"]) == (200, "application/pdf")
    assert after.content == f"%PDF-1.7 {report.number} disahkan".encode()
    assert quick == [report.pk]


def test_a_report_that_was_seen_is_printed_anew_and_the_former_pdf_goes(desk, quick):
    report = desk.signed()
    printing.make_waiting(THIRTIETH)
    former = Path(ReportPrint.objects.get().file.path)

    actions.see(report.pk, by=desk.ketua, at=THIRTIETH)
    printing.make_waiting(THIRTIETH)

    assert states() == [(report.pk, "siap")]
    assert not former.exists()
    assert answer(report, by=desk.ketua).content.endswith(b"diketahui")


def test_what_nobody_wants_any_more_is_not_made(desk, quick):
    desk.seen()

    printing.make_waiting(THIRTIETH)

    assert len(quick) == 1
    assert ReportPrint.objects.count() == 1


def test_a_lost_pdf_is_made_again_when_somebody_asks(desk, quick):
    report = desk.signed()
    printing.make_waiting(THIRTIETH)
    Path(ReportPrint.objects.get().file.path).write_bytes(b"tampered")
    lost = answer(report, by=desk.sekretaris)

    printing.ask(report, at=THIRTIETH + MINUTE)
    printing.make_waiting(THIRTIETH + MINUTE)

    assert lost.status_code == 409
    assert answer(report, by=desk.sekretaris).content.startswith(b"%PDF-1.7 1/LAP.TI")


def test_asking_twice_queues_once(desk, quick):
    report = desk.draft()

    first, second = printing.ask(report, at=THIRTIETH), printing.ask(report, at=THIRTIETH + MINUTE)

    assert first == second
    assert states() == [(report.pk, "menunggu")]


def test_what_a_dead_worker_had_taken_is_made_by_another(desk, quick):
    report = desk.signed()
    ReportPrint.objects.update(state="disusun", claimed_at=THIRTIETH, tries=1)

    at_once = printing.make_waiting(THIRTIETH + MINUTE)
    later = printing.make_waiting(THIRTIETH + 4 * MINUTE)

    assert (at_once, later) == ("", "1 PDF laporan")
    assert states() == [(report.pk, "siap")]


def test_what_kills_worker_after_worker_is_given_up_and_says_so(desk, quick):
    report = desk.signed()
    ReportPrint.objects.update(state="disusun", claimed_at=THIRTIETH, tries=3)

    printing.make_waiting(THIRTIETH + 4 * MINUTE)

    failed = ReportPrint.objects.get()
    assert (failed.state, quick) == ("gagal", [])
    page = answer(report, by=desk.sekretaris, page="").content.decode()
    assert "PDF gagal disusun.</b> Penyusunan berhenti di tengah jalan beberapa kali." in page


def test_a_paper_that_cannot_be_made_says_why_and_may_be_asked_for_again(desk, monkeypatch, quick):
    report = desk.signed()
    make = printing.make_pdf

    def refuse(report, *, at):
        raise Refusal("Dokumen ini terlalu besar.")

    monkeypatch.setattr(printing, "make_pdf", refuse)
    printing.make_waiting(THIRTIETH)
    failed = ReportPrint.objects.get()
    monkeypatch.setattr(printing, "make_pdf", make)
    printing.ask(report, at=THIRTIETH)
    printing.make_waiting(THIRTIETH)

    assert (failed.state, failed.error) == ("gagal", "Dokumen ini terlalu besar.")
    assert states() == [(report.pk, "siap")]


def test_a_round_ends_after_some_seconds_and_the_next_goes_on(desk, quick, monkeypatch):
    desk.signed()
    desk.signed(desk.draft(OCTOBER))
    clock = iter([0.0, 0.0, 0.0, 3.0, 11.0, *[12.0] * 9])
    monkeypatch.setattr(printing.time, "monotonic", lambda: next(clock))

    said = [printing.make_waiting(THIRTIETH), printing.make_waiting(THIRTIETH)]

    assert said == ["1 PDF laporan", "1 PDF laporan"]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(is_sqlite(), reason="SQLite lets one writer in at a time")
def test_two_workers_never_make_the_same(quick):
    desk = Desk()
    reports = {desk.signed().pk, desk.signed(desk.draft(OCTOBER)).pk}

    race(2, lambda number: printing.make_waiting(THIRTIETH))

    assert sorted(quick) == sorted(reports)
    assert {state for _, state in states()} == {"siap"}

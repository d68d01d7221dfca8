"""What the report of a month tells of the service requests."""

from datetime import UTC, datetime, timedelta

import pytest

from requests.chapter import tell
from requests.closing.actions import reopen
from sopti.ui.charts import Series
from sopti.workflow import actions
from sopti.workflow.chapters import Figure
from sopti.workflow.telling import NOTHING
from tests import make
from tests.requests import desk
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, YEAR, cost, it_is, rows_of
from tests.workflow.office import REASON, Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def office():
    made = Office()
    made.clerk.unit = "PTSP"
    made.clerk.save()
    return made


def number_of(case):
    return case.number.partition("/")[0]


def row(case, *, mark, start="16-11", done="16-11", priority=NOTHING):
    who = f"{case.requester}, PTSP"
    return (number_of(case), "16-11", who, case.title, priority, start, done, mark)


def register(chapter):
    return rows_of(chapter, "Permintaan layanan November 2026")


# --------------------------------------------------------------------------------- one by one
def test_request_that_was_done_by_its_day_is_in_time(office):
    case = desk.done(office)

    chapter = tell(office.court, NOVEMBER)

    said = "1 permintaan layanan masuk pada November 2026 dan sudah selesai; 1 dari 1 tepat waktu"
    assert chapter.sentences == (f"{said} (100%).",)
    assert register(chapter) == (row(case, mark="✓ ya"),)
    assert chapter.obstacles == ()
    assert chapter.figures == (
        Figure(big="1", words="permintaan layanan masuk, 1 selesai"),
        Figure(big="1", unit="dari 1", words="selesai tepat waktu (100%)"),
    )


def test_step_that_was_late_does_not_make_a_request_late_that_ended_by_its_day(office):
    case = desk.filed(office)
    office.do(case, 1)
    office.do(case, 2, at=make.MONDAY + timedelta(days=2))  # day 1 was its limit
    while task := case.tasks.waiting().first():
        office.do(case, task.step)

    chapter = tell(office.court, NOVEMBER)

    assert case.tasks.get(step=2).due_at < case.tasks.get(step=2).finished_at
    assert register(chapter) == (row(case, mark="✓ ya", done="18-11"),)


def test_request_that_was_done_beyond_its_day_hinders(office):
    case = desk.filed(office)
    last = office.up_to(case, 9)
    office.do(case, 9, at=last.due_at + timedelta(days=3))

    chapter = tell(office.court, NOVEMBER)

    assert last.due_at == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert register(chapter) == (row(case, mark="✗ lewat 1 hari", done="23-11"),)
    assert chapter.obstacles == (
        f"Permintaan {case.number} ({case.title}) selesai, lewat 1 hari dari norma.",
    )
    assert chapter.sentences[0].endswith("0 dari 1 tepat waktu (0%).")
    assert chapter.charts[0].series == (
        Series(label="Tepat waktu", values=(0.0,)),
        Series(label="Lewat norma", values=(1.0,), tone="late"),
    )


def test_request_that_hangs_at_an_early_step_is_late_once_its_last_day_is_over(office):
    case = desk.filed(office)
    office.do(case, 1)

    chapter = tell(office.court, NOVEMBER)

    [told] = register(chapter)
    assert told[:7] == row(case, mark="", done=NOTHING)[:7]
    assert told[7] == "✗ lewat 6 hari"  # from the 20th to the end of the 30th
    assert chapter.obstacles == (
        f"Permintaan {case.number} ({case.title}) masih berjalan, lewat 6 hari dari norma.",
    )


def test_clock_that_waits_for_the_requester_is_not_late(office):
    case = desk.filed(office)
    task = office.task(case)
    operator = office.people["operator_ti"]
    actions.ask(task.pk, text="Pencetak yang mana?", by=operator, at=make.MONDAY)

    assert [told[7] for told in register(tell(office.court, NOVEMBER))] == ["○ berjalan"]


def test_refused_withdrawn_and_reopened_are_told_apart(office):
    refused, withdrawn, done = desk.filed(office), desk.filed(office), desk.done(office)
    office.do(refused, 1)
    office.do(refused, 2, outcome="tolak", note=REASON)
    actions.withdraw(withdrawn.pk, reason="Sudah baik.", by=office.clerk, at=make.MONDAY)
    at = done.closed_at + timedelta(minutes=5)
    again = reopen(done.pk, reason="Masih macet, kertas tersangkut.", by=office.clerk, at=at)

    chapter = tell(office.court, NOVEMBER)

    marks = {told[0]: told[7] for told in register(chapter)}
    assert marks[number_of(refused)] == "○ ditolak"
    assert marks[number_of(withdrawn)] == "○ ditarik"
    assert marks[number_of(again)].startswith("✗ lewat")
    assert chapter.sentences[1] == (
        "1 permintaan masih berjalan, 1 permintaan ditolak, 1 permintaan ditarik pemohonnya, "
        "dan 1 permintaan dibuka kembali oleh pemohonnya."
    )
    assert chapter.obstacles[0].startswith(f"Permintaan {again.number} ")
    assert len(chapter.obstacles) == 1


# ---------------------------------------------------------------------------- what is not told
def test_nothing_cancelled_and_nothing_of_another_court_or_month_is_told(office):
    desk.done(Office())
    desk.filed(office, at=make.MONDAY - timedelta(days=30))
    mistake = desk.filed(office)
    actions.cancel(mistake.pk, by=office.people["kasubag_ptip"], at=make.MONDAY, reason="Keliru.")

    chapter = tell(office.court, NOVEMBER)

    nothing = "Tidak ada permintaan layanan yang masuk pada November 2026."
    assert (chapter.sentences, register(chapter)) == ((nothing,), ())
    assert (chapter.obstacles, chapter.figures, len(chapter.charts)) == ((), (), 1)


def test_what_ended_after_the_month_was_running_in_it_and_is_carried_into_the_next(office):
    case = desk.filed(office, at=datetime(2026, 10, 30, 2, 0, tzinfo=UTC))
    while task := case.tasks.waiting().first():
        office.do(case, task.step, at=make.MONDAY)

    october, november = tell(office.court, OCTOBER), tell(office.court, NOVEMBER)

    assert [told[6:] for told in rows_of(october, "Permintaan layanan Oktober")] == [
        (NOTHING, "○ berjalan")
    ]
    assert october.sentences[0].endswith(" dan belum selesai.")
    assert november.sentences == (
        "Tidak ada permintaan layanan yang masuk pada November 2026.",
        "Selain itu selesai 1 permintaan dari bulan sebelumnya.",
    )


def test_month_begins_by_the_clock_of_the_court(office):
    office.court.zone = "Asia/Jayapura"
    office.court.save()
    midnight = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
    desk.filed(office, at=midnight - timedelta(seconds=1))
    first = desk.filed(office, at=midnight)

    assert [told[:2] for told in register(tell(office.court, NOVEMBER))] == [
        (number_of(first), "01-11")
    ]


def test_court_without_a_table_of_requests_tells_nothing():
    office = Office(of="pa-banjarnegara", document="as-24")

    assert tell(office.court, NOVEMBER) is None


# ------------------------------------------------------------------------- the year, and its cost
def test_year_is_told_by_month(office):
    desk.done(office)
    desk.filed(office, at=make.MONDAY - timedelta(days=30))

    chapter = tell(office.court, YEAR)

    rows = rows_of(chapter, "Permintaan layanan menurut bulan")
    nothing = (NOTHING,) * 6
    assert {told[0]: told[1:] for told in rows if told[1:] != nothing} == {
        "Oktober": ("1", NOTHING, NOTHING, NOTHING, NOTHING, "1"),
        "November": ("1", "1", "1", NOTHING, NOTHING, NOTHING),
    }
    assert len(rows) == 12
    assert chapter.charts[1].names[0] == "Jan"
    assert chapter.charts[1].series[0].values == (0.0,) * 9 + (1.0, 1.0, 0.0)
    assert chapter.obstacles == ("1 permintaan melewati norma pada tahun 2026, 1 masih berjalan.",)


def test_months_that_have_not_begun_are_not_drawn(office, monkeypatch):
    desk.filed(office)
    it_is(datetime(2026, 11, 30, 20, 0, tzinfo=UTC), monkeypatch)  # the 1st of December in Madiun
    begun = tell(office.court, YEAR).charts[-1].series[0].values
    it_is(datetime(2026, 11, 30, 10, 0, tzinfo=UTC), monkeypatch)

    assert begun[10:] == (1.0, 0.0)
    assert tell(office.court, YEAR).charts[-1].series[0].values[10:] == (1.0, None)


def test_units_and_priorities_add_up(office):
    case = desk.done(office)
    other = make.user(court=office.court, full_name="Pemohon dua", unit="Hakim")
    desk.filed(office, by=other)
    case.handling.priority = 2
    case.handling.save()

    [table] = [one for one in tell(office.court, NOVEMBER).tables if "unit" in one.caption]

    heads = [column.head for column in table.columns]
    assert heads == ["Unit", "Tinggi", "Belum ditentukan", "Jumlah", "Lewat norma"]
    assert table.rows == (
        ("Hakim", NOTHING, "1", "1", "1"),
        ("PTSP", "1", NOTHING, "1", NOTHING),
    )
    assert table.total == ("Jumlah", "1", "1", "2", "1")


def test_telling_costs_the_same_of_one_request_and_of_three(office):
    desk.done(office)
    one = cost(tell, office.court)
    desk.done(office)
    desk.filed(office)

    assert cost(tell, office.court) == one == 8

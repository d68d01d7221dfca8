"""What a section of the SOP planned in a month, and what became of it by the end of the month."""

from datetime import UTC, datetime, timedelta

import pytest

from sopti.core.periods import Period
from sopti.workflow import actions, telling
from sopti.workflow.chapters import MOST_ROWS, Plan
from sopti.workflow.models import Case
from sopti.workflow.realisation import realisation
from sopti.workflow.telling import NOTHING
from tests import make
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, YEAR, it_is
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
SECURITY = "pengamanan"


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


def routine(office, period="2026-11", *, at=make.MONDAY, procedure=SECURITY, flow="rutin"):
    return office.open(
        procedure, flow_key=flow, period=period, at=at, requester=None, title="Rutin",
        by=office.people["operator_ti"],
    )  # fmt: skip


def finish(office, case, *, at=None):
    while task := case.tasks.waiting().order_by("step").first():
        office.do(case, task.step, at=at)


def test_routine_case_that_was_closed_in_the_month_is_planned_and_done():
    office = Office()
    finish(office, routine(office))

    told = realisation(office.court, "security", NOVEMBER)

    assert told.plan == Plan(planned=1, done=1, late=0)
    assert told.sentences == (
        "4 dari 4 langkah kegiatan rutin menurut SOP selesai, tidak ada yang lewat batas.",
    )
    assert told.obstacles == ()
    assert {row[3:] for row in told.tables[0].rows} == {("16-11", "✓ ya")}
    assert told.tables[0].caption == "Kegiatan rutin (SOP/AS/32 bagian D)"


def test_step_done_after_its_limit_is_late_and_hinders():
    office = Office()
    case = routine(office)
    task = case.tasks.waiting().order_by("step").first()
    office.do(case, task.step, at=task.due_at + timedelta(days=1))

    told = realisation(office.court, "security", NOVEMBER)

    due = task.due_at.astimezone(office.court.tz)
    [row] = [row for row in told.tables[0].rows if row[3] != NOTHING]
    assert row[2:] == (f"{due:%d-%m}", f"{due + timedelta(days=1):%d-%m}", "✗ lewat 1 hari")
    assert told.obstacles[0].startswith(f"SOP/AS/32 bagian D langkah {task.step} (")
    assert told.obstacles[0].endswith(
        f") selesai lewat 1 hari dari batasnya, {due.day} November 2026."
    )
    assert told.plan == Plan(planned=1, done=0, late=0)


def test_what_was_done_after_the_month_was_open_in_it():
    office = Office()
    case = routine(office)
    finish(office, case, at=datetime(2026, 12, 1, 2, 0, tzinfo=UTC))

    told = realisation(office.court, "security", NOVEMBER)

    assert Case.objects.get().closed_at is not None
    assert told.plan == Plan(planned=1, done=0, late=0)
    assert {row[3] for row in told.tables[0].rows} == {NOTHING}


def test_nothing_of_another_month_court_or_section_and_nothing_cancelled_is_told():
    office, other = Office(), Office()
    routine(other)
    routine(office, "2026-10", at=make.MONDAY - timedelta(days=30))
    routine(office, procedure="perawatan-sipp")
    mistake = routine(office)
    actions.cancel(mistake.pk, by=office.people["kasubag_ptip"], at=make.MONDAY, reason="Keliru.")

    told = realisation(office.court, "security", NOVEMBER)

    assert (told.plan, told.sentences, told.tables, told.obstacles) == (None, (), (), ())
    assert not told.is_empty
    assert realisation(office.court, "security", OCTOBER).plan == Plan(planned=1, done=0)


def test_section_that_the_sop_lacks_is_empty():
    assert realisation(Office().court, "server", NOVEMBER).is_empty


def test_month_begins_and_ends_by_the_clock_of_the_court():
    office = Office()
    office.court.zone = "Asia/Jayapura"
    office.court.save()
    first = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)  # midnight in Ternate
    routine(office, "2026-11", at=first)
    routine(office, "2026-10", at=first - timedelta(seconds=1))

    november = realisation(office.court, "security", NOVEMBER)

    assert [run.case.period for run in november.routine] == ["2026-11"]


def test_cases_opened_by_people_are_counted_beside_the_routine():
    office = Office()
    finish(office, office.open("pengamanan", flow_key="implementasi",
                               by=office.people["operator_ti"], requester=None))  # fmt: skip

    told = realisation(office.court, "security", NOVEMBER)

    assert told.plan is None
    assert told.sentences == ("1 berkas dibuka menurut SOP dan sudah selesai.",)


def test_year_tells_the_routine_by_month():
    office = Office()
    finish(office, routine(office))
    routine(office, "2026-10", at=make.MONDAY - timedelta(days=30))

    told = realisation(office.court, "security", YEAR)

    [table] = told.tables
    assert table.rows == (
        ("Oktober", "1", NOTHING, NOTHING, "1"),
        ("November", "1", "1", NOTHING, NOTHING),
    )
    assert table.total == ("Jumlah", "2", "1", NOTHING, "1")
    assert told.plan == Plan(planned=2, done=1, late=0)


# ------------------------------------------------------------------------------ words and cells
def test_draft_of_a_running_month_judges_as_of_now(monkeypatch):
    office = Office()
    routine(office)
    it_is(make.MONDAY + timedelta(hours=1), monkeypatch)

    told = realisation(office.court, "security", NOVEMBER)

    assert {row[4] for row in told.tables[0].rows} == {"○ belum"}
    assert told.obstacles == ()


def test_long_table_is_cut_and_says_where_the_rest_is():
    rows = [(str(number),) for number in range(MOST_ROWS + 3)]

    kept, said = telling.capped(rows, register="Register permintaan")

    assert (len(kept), said) == (
        MOST_ROWS,
        ("Tabel memuat 120 baris pertama; 3 baris lain ada pada Register permintaan.",),
    )
    assert telling.capped(rows[:MOST_ROWS], register="") == (tuple(rows[:MOST_ROWS]), ())


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 1, " dan belum selesai"),
        (1, 1, " dan sudah selesai"),
        (0, 4, ", belum ada yang selesai"),
        (3, 4, ", 3 di antaranya selesai"),
        (4, 4, ", semuanya selesai"),
    ],
)
def test_part_of_a_whole_is_said_plainly(part, whole, said):
    assert telling.of_them(part, whole, "selesai") == said


def test_share_is_whole_only_when_all_of_it_is():
    assert [telling.share(199, 200), telling.share(2, 2), telling.share(0, 0)] == [
        "99%", "100%", NOTHING,
    ]  # fmt: skip


def test_days_are_short_and_say_another_year():
    first, last = NOVEMBER.first, NOVEMBER.last
    old = first.replace(year=2025)

    assert telling.short_day(old, NOVEMBER) == "01-11-2025"
    assert telling.days_between(first, last, NOVEMBER) == "01 s.d. 30-11"
    assert telling.days_between(first, first, NOVEMBER) == "01-11"
    assert telling.days_between(OCTOBER.last, first, Period(first, last)) == "31-10 s.d. 01-11"

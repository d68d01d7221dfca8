"""Cases of the calendar: once in each period, by the worker, with nobody as requester."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from sopti.sop.schema import Flow
from sopti.workflow import actions
from sopti.workflow.actions import opening, routine
from sopti.workflow.models import Case, RegisterCounter
from tests import make
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def flow(every):
    return Flow(key="rutin", title="Rutin", steps=(1,), every=every)


@pytest.mark.parametrize(
    ("every", "day", "period"),
    [
        ("year", date(2026, 11, 16), "2026"),
        ("month", date(2026, 11, 16), "2026-11"),
        ("month", date(2026, 1, 31), "2026-01"),
        ("week", date(2026, 11, 16), "2026-W47"),
        ("week", date(2027, 1, 3), "2026-W53"),  # a Sunday of the old year's last week
        ("day", date(2026, 11, 16), "2026-11-16"),
    ],
)
def test_period_is_named_by_the_day_it_lies_in(every, day, period):
    assert routine.period_of(flow(every), day) == period


def test_routine_cases_of_a_month_open_once_and_again_in_the_next():
    Office()

    first = actions.open_routine_cases(at=make.MONDAY)
    again = actions.open_routine_cases(at=make.MONDAY + timedelta(days=3))
    later = actions.open_routine_cases(at=make.MONDAY + timedelta(days=20))

    assert (first, again, later) == (4, 0, 4)
    periods = Case.objects.order_by("period").values_list("period", flat=True)
    assert list(periods) == ["2026-11"] * 4 + ["2026-12"] * 4


def test_routine_case_says_its_month_and_has_no_requester():
    office = Office()

    actions.open_routine_cases(at=make.MONDAY)

    case = Case.objects.get(procedure_key="monitoring-pemeliharaan")
    assert case.title.startswith("Pemeliharaan bulanan: ")
    assert case.title.endswith("bulan November 2026")
    assert (case.requester, case.filed_by, case.flow_key) == (None, None, "bulanan")
    assert [task.role_id for task in case.tasks.all()] == ["operator_ti"]
    assert case.events.get().summary == f"Berkas {case.number} dibuka menurut jadwal."
    assert office.task(case).due_at is not None


def test_period_is_that_of_the_court_s_own_day():
    """At 16.00 UTC of the 30th it is the 1st in Jayapura, and still the 30th in Jakarta."""
    Office()
    east = make.court(zone="Asia/Jayapura")
    make.edition(east, of="pa-ternate", document="as-29")

    actions.open_routine_cases(at=datetime(2026, 11, 30, 16, 0, tzinfo=UTC))

    assert set(Case.objects.filter(court=east).values_list("period", flat=True)) == {"2026-12"}
    assert set(Case.objects.exclude(court=east).values_list("period", flat=True)) == {"2026-11"}


def test_draft_opens_nothing():
    make.edition(make.court(), in_force=False)

    assert actions.open_routine_cases(at=make.MONDAY) == 0


def test_crash_leaves_nothing_half_done_and_the_next_round_opens_the_rest(
    monkeypatch,
):
    Office()
    record, calls = opening.record, []

    def breaks(*args, **words):
        calls.append(args)
        if len(calls) == 3:
            raise DatabaseError("the machine went down")
        return record(*args, **words)

    monkeypatch.setattr(opening, "record", breaks)
    with pytest.raises(DatabaseError):
        actions.open_routine_cases(at=make.MONDAY)
    assert Case.objects.count() == 2

    opened = actions.open_routine_cases(at=make.MONDAY)

    assert opened == 2
    assert Case.objects.count() == 4
    assert set(RegisterCounter.objects.values_list("last", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_worker_opens_routine_cases_in_its_round():
    Office()

    call_command("worker", "--once")
    call_command("worker", "--once")

    assert Case.objects.exclude(period="").count() == 4

"""Counts of months are kept once, are exact, and notice when the past was changed."""

import re
from collections import Counter
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from statistics import median

import pytest

from sopti.core.periods import Period, month_of, year_of
from sopti.figures.asking import open_at
from sopti.figures.compliance import case_figures, step_figures, summed
from sopti.figures.keeping import keep_months
from sopti.figures.models import CaseMonth, KeptMonth, StepMonth
from sopti.figures.reading import case_months, step_tallies
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.models import Task
from tests.figures.past import Past, court_with_sop, moment
from tests.workflow.racing import race

pytestmark = pytest.mark.django_db
SOURCES = Path(__file__).parents[2]
SPRING = Period(date(2026, 2, 1), date(2026, 5, 31))


@pytest.fixture
def past():
    written = Past(*court_with_sop())
    written.some(60, first=moment(2), days=75)
    return written


def as_said(court, period):
    """Return what the figures say, and what is said of cases by month."""
    return step_figures(court, period), case_months(court, period)


def test_kept_counts_say_the_same_as_asking_anew(past):
    before = as_said(past.court, SPRING)

    said = keep_months(moment(5, 20))

    assert said == "figures of 4 months counted"
    assert as_said(past.court, SPRING) == before
    assert keep_months(moment(5, 20, 10)) == ""


def test_median_and_p90_are_exact_over_any_months(past):
    keep_months(moment(5, 20))
    period = Period(date(2026, 2, 1), date(2026, 4, 30))

    found = {one.step: one for one in step_figures(past.court, period)}

    for step, one in found.items():
        tasks = Task.objects.filter(
            step=step,
            status=TaskStatus.DONE,
            finished_at__gte=moment(2, 1, 0),
            finished_at__lt=moment(5, 1, 0),
        )
        waits = sorted(tasks.values_list("waiting_minutes", flat=True))
        assert one.count == len(waits)
        assert one.waiting.median == int(median(waits))
        assert one.waiting.p90 == waits[ceil(0.9 * len(waits)) - 1]
        assert one.judged == tasks.exclude(within_norm=None).count()
        assert one.within == tasks.filter(within_norm=True).count()
        assert one.returned == tasks.filter(outcome="kembali").count()
        assert one.refused == tasks.filter(outcome="tolak").count()
        assert sum(often for _, often in one.carried) == one.count
    assert set(found) == set(range(1, 7))


def test_the_running_month_is_kept_up_to_midnight_and_the_rest_is_asked(past):
    keep_months(moment(4, 20))
    row = KeptMonth.objects.get(month=date(2026, 4, 1))
    before = summed(case_figures(past.court, month_of(date(2026, 4, 1))).values())

    case = past.case(moment(4, 20, 10), closed=moment(4, 20, 11))
    past.step(case, 1, moment(4, 20, 11), waiting=7)
    after = summed(case_figures(past.court, month_of(date(2026, 4, 1))).values())

    assert row.until == moment(4, 20, 0)
    assert (after.filed, after.done, after.within) == (
        before.filed + 1,
        before.done + 1,
        before.within + 1,
    )
    assert keep_months(moment(4, 20, 12)) == ""
    assert keep_months(moment(4, 21, 0) + timedelta(minutes=9)) == ""
    assert keep_months(moment(4, 21, 0) + timedelta(minutes=10)) == "figures of 1 months counted"


def test_some_days_of_a_month_are_asked_for_by_themselves(past):
    period = Period(date(2026, 2, 10), date(2026, 4, 9))
    before = as_said(past.court, period)

    keep_months(moment(5, 20))

    assert as_said(past.court, period) == before


def test_what_was_written_into_the_past_is_noticed_on_the_next_day(past):
    keep_months(moment(5, 20))
    march = month_of(date(2026, 3, 1))
    case = past.case(moment(3, 3), closed=moment(3, 5))
    past.step(case, 1, moment(3, 4))

    same_day = step_tallies(past.court, march)
    keep_months(moment(5, 20, 15))
    assert step_tallies(past.court, march) == same_day
    keep_months(moment(5, 21))

    counted = sum(one.count for one in step_figures(past.court, march))
    assert counted == sum(tally.count for tally in same_day.values()) + 1


def test_another_court_is_not_counted(past):
    other = Past(*court_with_sop(zone="Asia/Jayapura"))
    other.some(10, first=moment(2), days=60)
    mine = as_said(past.court, SPRING)

    keep_months(moment(5, 20))

    assert as_said(past.court, SPRING) == mine
    assert sum(CaseMonth.objects.filter(court=other.court).values_list("filed", flat=True)) == 10


def test_months_end_by_the_clock_of_the_court():
    east = Past(*court_with_sop(zone="Asia/Jayapura"))
    late = moment(4, 1, 0) - timedelta(hours=1)  # 23.00 WIB of 31 March: 1 April in the east
    case = east.case(moment(3, 3), closed=late)
    east.step(case, 1, late)

    before = as_said(east.court, month_of(date(2026, 4, 1)))
    keep_months(moment(5, 20))

    assert as_said(east.court, month_of(date(2026, 4, 1))) == before
    assert [one.count for one in step_figures(east.court, month_of(date(2026, 4, 1)))] == [1]
    assert step_figures(east.court, month_of(date(2026, 3, 1))) == []


def test_cases_are_counted_by_how_they_ended():
    past = Past(*court_with_sop())
    kept, late, unjudged = (past.case(moment(3, 2), closed=moment(3, 4)) for _ in range(3))
    past.step(kept, 1, moment(3, 3))
    past.step(late, 1, moment(3, 3))
    past.step(late, 2, moment(3, 3), within=False)
    past.step(unjudged, 1, moment(3, 3), within=None)
    for status in (CaseStatus.REFUSED, CaseStatus.WITHDRAWN, CaseStatus.CANCELLED):
        past.case(moment(3, 2), closed=moment(3, 4), status=status)
    past.case(moment(3, 30))
    past.case(moment(4, 2))

    found = summed(case_figures(past.court, month_of(date(2026, 3, 1))).values())

    assert vars(found) == {
        "filed": 7, "done": 3, "judged": 2, "within": 1, "refused": 1, "dropped": 2,
    }  # fmt: skip
    assert found.late == 1
    assert found.share == 50
    assert [open_at(past.court.pk, moment(month, 1, 0)) for month in (3, 4, 5)] == [0, 1, 2]


def test_a_court_without_cases_is_not_counted():
    court, _ = court_with_sop()

    assert keep_months(moment(5, 20)) == ""
    assert as_said(court, year_of(2026)) == ([], {})
    assert KeptMonth.objects.count() == 0


def test_steps_end_in_the_present_alone():
    """A month that is over stays as it was counted: one place finishes steps, one ends cases."""
    places = [
        path.relative_to(SOURCES).as_posix()
        for folder in ("sopti", "requests", "maintenance", "website_ops")
        for path in (SOURCES / folder).rglob("*.py")
        if re.search(
            r"TaskStatus\.DONE, at|case\.closed_at(?:, [\w.]+)* = ", path.read_text("utf-8")
        )
    ]

    assert Counter(places) == {
        "sopti/workflow/actions/steps.py": 1,
        "sopti/workflow/actions/_advance.py": 1,
        "requests/past/copies.py": 1,  # the invented past of the demonstration
    }


def test_questions_are_few_and_do_not_grow(past, django_assert_num_queries):
    keep_months(moment(5, 20))

    with django_assert_num_queries(5):
        step_figures(past.court, SPRING)
    with django_assert_num_queries(4):
        case_figures(past.court, SPRING)
    with django_assert_num_queries(5):
        step_figures(past.court, month_of(date(2026, 5, 1)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_workers_count_a_month_once():
    past = Past(*court_with_sop())
    past.some(8, first=moment(2), days=40)
    before = as_said(past.court, SPRING)

    said = race(4, lambda _: keep_months(moment(4, 20)))

    made = sum(int(words.split()[2]) for words in said if words)
    assert made == KeptMonth.objects.count()
    assert as_said(past.court, SPRING) == before


@pytest.mark.both_databases
def test_counts_are_the_same_on_both_databases(past):
    before = as_said(past.court, SPRING)

    keep_months(moment(5, 20))

    assert as_said(past.court, SPRING) == before
    assert sum(one.count for one in before[0]) == Task.objects.count()
    assert StepMonth.objects.exists()

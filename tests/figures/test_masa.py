"""The period of a page: what the address may say, what is offered."""

from datetime import date

import pytest

from sopti.core.periods import Period, month_of, year_of
from sopti.figures import masa

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("asked", "period", "words"),
    [
        ("2026-10", month_of(date(2026, 10, 1)), "Oktober 2026"),
        ("2026-t3", Period(date(2026, 7, 1), date(2026, 9, 30)), "triwulan III 2026"),
        ("2025", year_of(2025), "tahun 2025"),
        ("", month_of(TODAY), "November 2026"),
        ("2026-13", month_of(TODAY), "November 2026"),
        ("2026-12", month_of(TODAY), "November 2026"),
        ("2027", month_of(TODAY), "November 2026"),
        ("1999-01", month_of(TODAY), "November 2026"),
        ("2026-10-01; drop", month_of(TODAY), "November 2026"),
    ],
)
def test_the_address_names_a_period_or_else_it_is_this_month(asked, period, words):
    span = masa.chosen(asked, today=TODAY)

    assert (span.period, span.words) == (period, words)


@pytest.mark.parametrize(
    ("key", "before"),
    [("2026-01", "2025-12"), ("2026-t1", "2025-t4"), ("2026-t3", "2026-t2"), ("2026", "2025")],
)
def test_before_a_period_is_one_of_the_same_length(key, before):
    assert masa.chosen(key, today=TODAY).before.key == before


def test_the_chooser_offers_months_quarters_years_and_what_is_shown():
    usual = masa.offered(masa.chosen("", today=TODAY), today=TODAY)
    old = masa.offered(masa.chosen("2021-03", today=TODAY), today=TODAY)

    assert [(head, len(spans), spans[0].key) for head, spans in usual] == [
        ("Bulan", 13, "2026-11"),
        ("Triwulan", 5, "2026-t4"),
        ("Tahun", 3, "2026"),
    ]
    assert (old[0][0], old[0][1][0].key) == ("Yang dibuka", "2021-03")


def test_a_year_of_months_ends_with_the_period():
    year = masa.year_up_to(month_of(date(2026, 2, 1)))

    assert year == Period(date(2025, 3, 1), date(2026, 2, 28))
    assert len(masa.months_of(year)) == 12
    assert masa.year_up_to(year_of(2026)) == year_of(2026)


def test_in_the_first_week_the_last_month_is_shown():
    assert masa.chosen("", today=date(2026, 12, 7)).key == "2026-11"
    assert masa.chosen("", today=date(2026, 12, 8)).key == "2026-12"
    assert masa.chosen("2026-12", today=date(2026, 12, 7)).key == "2026-12"
    assert masa.chosen("2026-t4", today=date(2026, 10, 2)).key == "2026-t4"

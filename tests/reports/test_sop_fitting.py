"""Where a table is torn: as rarely as can be, evenly, and with room for the connectors."""

import pytest

from sopti.reports.sop_paper.fitting import Fit, Heights, best_fit, breaks_of


def heights(*rows, title=20.0, head=60.0, foot=20.0):
    return Heights(title=title, head=head, rows=tuple(float(row) for row in rows), foot=foot)


def test_what_fits_one_page_is_not_torn():
    assert breaks_of(heights(100, 100, 100), room=403) == frozenset()


@pytest.mark.parametrize("room", [402, 340])
def test_what_does_not_fit_is_torn_into_like_halves(room):
    assert breaks_of(heights(50, 50, 50, 50, 50, 50), room) == frozenset({3})


def test_connectors_take_their_room_at_both_sides_of_a_tear():
    assert breaks_of(heights(100, 100, 100, title=0, head=0, foot=0), room=233) == frozenset({1})
    assert breaks_of(heights(100, 100, 100, title=0, head=0, foot=0), room=232) == frozenset({1, 2})


def test_a_row_higher_than_a_page_stands_alone():
    assert breaks_of(heights(50, 900, 50), room=400) == frozenset({1, 2})


def test_the_largest_type_wins_among_those_that_need_the_fewest_pages():
    large, small = heights(200, 200, 200), heights(100, 100, 100)

    assert best_fit({"large": large, "small": small}, room=500) == Fit("small", frozenset())
    assert best_fit({"large": large, "small": large}, room=560) == Fit("large", frozenset({1}))

"""A court whose people are asked how content they are: who is asked, and what they answer."""

from datetime import date, timedelta

from requests.satisfaction import actions
from requests.satisfaction.actions import Opinion
from requests.satisfaction.elements import usual_questions
from requests.satisfaction.spans import span
from tests import make

HALF = span(2026, 6, 2)
LAST_DAY = date(2026, 11, 20)
AFTER = make.MONDAY + timedelta(days=5)  # Saturday, the day after the last
CONTENT = (3, 3, 3, 4, 3, 3, 4, 3, 2)


class Poll:
    """One court; `people` are asked, `kasubag` and `operator` run the desk and are not."""

    def __init__(self, people=6):
        self.court = make.court()
        self.kasubag = make.user("kasubag_ptip", court=self.court)
        self.operator = make.user("operator_ti", court=self.court)
        self.head = make.user("sekretaris", court=self.court)
        self.people = [self.head, *(make.user(court=self.court) for _ in range(people - 1))]

    def open(self, period=HALF, *, by=None, at=make.MONDAY, closes_on=LAST_DAY, **words):
        words = {"questions": usual_questions()} | words
        return actions.open_round(
            period, by=by or self.kasubag, at=at, closes_on=closes_on, **words
        )

    def answer(self, found, person, marks=CONTENT, *, words="", at=make.MONDAY):
        actions.answer(found.pk, Opinion(tuple(marks), words), by=person, at=at)

    def closed(self, count=5, period=HALF, *, words="", **opening):
        """A survey that so many have answered, closed by itself."""
        found = self.open(period, **opening)
        for person in self.people[:count]:
            self.answer(found, person, words=words)
        return self.end(found)

    def end(self, found):
        """Let the survey close by itself."""
        actions.tend(AFTER)
        found.refresh_from_db()
        return found

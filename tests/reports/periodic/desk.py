"""A court whose months are reported: its people, and the shortest way to any state of a report."""

from datetime import UTC, date, datetime, timedelta

from sopti.core.periods import month_of
from sopti.reports.periodic import actions
from tests import make
from tests.workflow.office import Office

OCTOBER = month_of(date(2026, 10, 1))
NOVEMBER = month_of(date(2026, 11, 1))
THIRTIETH = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)  # 14.00 WIB of the last working day
NUMBER = "1/LAP.TI/{code}/2026"


class Desk(Office):
    """`kasubag`, `sekretaris` and `ketua` of one court with Madiun's SOP in force."""

    def __init__(self, **words):
        super().__init__(**words)
        self.kasubag = self.people["kasubag_ptip"]
        self.sekretaris = self.people["sekretaris"]
        self.ketua = self.people["ketua"]

    def draft(self, period=NOVEMBER, *, at=THIRTIETH):
        return actions.draft(self.court, "bulanan", period, by=None, at=at)

    def checked(self, report=None, *, at=THIRTIETH):
        report = report or self.draft()
        return actions.check(report.pk, by=self.kasubag, at=at + timedelta(minutes=10))

    def signed(self, report=None, *, at=THIRTIETH):
        report = self.checked(report, at=at)
        return actions.sign(report.pk, by=self.sekretaris, at=at + timedelta(minutes=20))

    def seen(self, report=None, *, at=THIRTIETH):
        report = self.signed(report, at=at)
        return actions.see(report.pk, by=self.ketua, at=at + timedelta(minutes=30))


def acting(person, role, letter="88/KPA/SPT/2026"):
    """Let the person act as Plh. in that role in November 2026."""
    return make.appointment(
        person,
        role,
        capacity="plh",
        letter_number=letter,
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 31),
    )

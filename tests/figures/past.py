"""A past of a court, written straight into the tables: who may do what is tested elsewhere."""

from datetime import UTC, datetime, timedelta
from random import Random

from sopti.people.enums import Capacity
from sopti.workflow.enums import CaseStatus, Outcome, TaskStatus
from sopti.workflow.models import Case, Task
from tests import make

REQUESTS = "permintaan-layanan"
ROLES = ("operator_ti", "ketua", "kasubag_ptip", "kasubag_ptip", "sekretaris")


def court_with_sop(**words):
    court = make.court(**words)
    edition = make.edition(court)
    return court, edition


class Past:
    """Writes cases and finished steps of one edition, all by one person."""

    def __init__(self, court, edition, *, seed=1):
        self.court, self.edition, self.chance = court, edition, Random(seed)  # noqa: S311 (no secret)
        self.person = make.user("operator_ti", court=court)
        self.acting = make.appointment(self.person, "ketua", capacity=Capacity.PLH)
        self.roles = [make.role(key) for key in ROLES]
        self.sequence = 0

    def case(self, opened, **words):
        made = self.new_case(opened, **words)
        Case.objects.bulk_create([made])  # without a history: nobody asks for it here
        return made

    def new_case(self, opened, *, closed=None, status=None, procedure=REQUESTS):
        self.sequence += 1
        return Case(
            court=self.court,
            edition=self.edition,
            procedure_key=procedure,
            number=f"{self.sequence}/{self.court.code}",
            year=opened.year,
            sequence=self.sequence,
            title="Pencetak macet",
            status=status or (CaseStatus.DONE if closed else CaseStatus.RUNNING),
            opened_at=opened,
            closed_at=closed,
        )

    def step(self, case, number, finished, **words):
        Task.objects.bulk_create([self.new_step(case, number, finished, **words)])

    def new_step(self, case, number, finished, *, waiting=30, work=10, within=True, **words):
        words.setdefault("role", self.roles[number % len(self.roles)])
        return Task(
            case=case,
            step=number,
            status=TaskStatus.DONE,
            opened_at=finished,
            started_at=finished,
            finished_at=finished,
            finished_by=self.person,
            waiting_minutes=waiting,
            work_minutes=work,
            within_norm=within,
            **words,
        )

    def some(self, cases, *, first, days):
        """Write so many cases by chance: open ones, ended ones, steps sent back and refused."""
        made = [
            self._one(first + timedelta(minutes=self.chance.randrange(days * 1440)))
            for _ in range(cases)
        ]
        Case.objects.bulk_create(made)
        Task.objects.bulk_create([step for case in made for step in self._steps(case)])

    def _one(self, opened):
        closed = opened + timedelta(minutes=self.chance.randrange(1, 40 * 1440))
        status = self.chance.choice([*CaseStatus.values, CaseStatus.DONE, CaseStatus.DONE])
        is_open = status == CaseStatus.RUNNING
        return self.new_case(opened, closed=None if is_open else closed, status=status)

    def _steps(self, case):
        closed = case.closed_at or case.opened_at + timedelta(days=9)
        for number in range(1, self.chance.randrange(2, 8)):
            yield self.new_step(
                case,
                number,
                case.opened_at + (closed - case.opened_at) * self.chance.random(),
                waiting=self.chance.randrange(400),
                work=self.chance.randrange(120),
                within=self.chance.choice([True, True, False, None]),
                outcome=self.chance.choice([*Outcome.values, "", ""]),
                appointment=self.chance.choice([None, self.acting]),
            )


def moment(month, day=1, hour=9, *, year=2026):
    """A moment in WIB, UTC+7."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=7)

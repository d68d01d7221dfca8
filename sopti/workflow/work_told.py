"""What the engine tells on Ikhtisar: my work, the load, what is late, what comes, what stands."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.urls import reverse

from sopti.core import words
from sopti.core.addresses import address
from sopti.people.worktime import calendar_of
from sopti.sop.models import Edition
from sopti.ui.charts import Chart, Series
from sopti.workflow.dated import routine
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Question, Task
from sopti.workflow.overview import LATE, MOST_ROWS, SOON, Line, Part
from sopti.workflow.pages.rows import task_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sopti.people.models import Court, User
    from sopti.people.worktime import WorkCalendar
    from sopti.workflow.models import TaskQuerySet
    from sopti.workflow.pages.rows import TaskRow

DAYS_AHEAD = 5
FAR = 30  # days in which five working ones are found, after the longest holidays
DAY = timedelta(days=1)


def _court(user: User) -> Court:
    assert user.court is not None  # noqa: S101 (the view refused whoever has none)
    return user.court


def _here(court: Court) -> TaskQuerySet:
    return Task.objects.waiting_in(court)


def _some(many: int, noun: str) -> str:
    return f"{words.number(many)} {noun}"


def _joined(parts: Iterable[tuple[int, str]]) -> str:
    """Return "2 terlambat dan 3 batasnya hari ini"; what is none is left out."""
    return words.listed([_some(many, noun) for many, noun in parts if many])


# ---------------------------------------------------------------------------------------- my work
def my_work(user: User, now: datetime) -> Part:
    """Tell what waits for this person, the most urgent first. Three queries."""
    court = _court(user)
    ends = datetime.combine(now.astimezone(court.tz).date() + DAY, time(), court.tz)
    mine = Task.objects.waiting_for(user)
    counted = mine.aggregate(
        many=Count("pk"),
        late=Count("pk", filter=Q(due_at__lt=now)),
        today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=ends)),
    )
    first = mine.order_by(F("due_at").asc(nulls_last=True), "pk").for_rows()[:MOST_ROWS]
    rows = task_rows(first, now=now, calendar=calendar_of(court))
    lead = _some(counted["many"], "pekerjaan menunggu Anda.") if counted["many"] else ""
    told = _joined([(counted["late"], "terlambat"), (counted["today"], "batasnya hari ini")])
    return Part(
        title="Pekerjaan saya hari ini",
        lead=lead or "Tidak ada pekerjaan yang menunggu Anda.",
        rest=f"{told}.".capitalize() if told else "",
        lines=tuple(_line(row) for row in rows),
        more=("Buka Beranda", reverse("home")) if lead else None,
    )


def _line(row: TaskRow, *, of_others: bool = False) -> Line:
    task = row.task
    head = f"{row.head}, " if of_others else ""
    link = task.case.get_absolute_url() if of_others else task.get_absolute_url()
    said = f"{task.case.title}: langkah {task.step}, {_short(task.sop_step.activity)}"
    tone = row.due.tone if row.due.tone in {LATE, SOON} else ""
    return Line(said, link, f"{head}{row.due.words}", tone)


def _short(text: str, most: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"


# --------------------------------------------------------------------------------------- the load
def load(user: User, now: datetime) -> Part:
    """Tell how much waits at each step and role of the court. Two queries."""
    court = _court(user)
    counted: Any = (
        _here(court)
        .order_by()
        .values_list("role__rank", "role__name", "case__procedure_key", "step")
        .annotate(many=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    )
    by_role: dict[tuple[int, str], Counter[str]] = {}
    steps: Counter[str] = Counter()
    titles = _titles(court)
    for rank, role, procedure, step, many, late in counted:
        by_role.setdefault((rank, role), Counter()).update(late=late, waiting=many - late)
        steps[f"{titles.get(procedure, procedure)}, langkah {step}"] += many
    return Part(
        title="Beban tiap peran dan langkah",
        lead=_load_said(by_role),
        lines=tuple(
            Line(step, beside=_some(many, "menunggu"))
            for step, many in steps.most_common(MOST_ROWS)
        ),
        charts=(_load_chart(by_role),) if by_role else (),
        more=("Semua berkas berjalan", reverse("workflow:cases")),
    )


def _titles(court: Court) -> dict[str, str]:
    editions = Edition.objects.in_force().filter(document__court=court).defer("body")
    return {
        one.key: words.calm(one.title) for edition in editions for one in edition.sop.procedures
    }


def _load_said(by_role: dict[tuple[int, str], Counter[str]]) -> str:
    if not by_role:
        return "Tidak ada langkah yang sedang menunggu."
    late = sum(counted["late"] for counted in by_role.values())
    many = sum(counted.total() for counted in by_role.values())
    told = _some(late, "di antaranya terlambat") if late else "tidak ada yang terlambat"
    return f"{_some(many, 'langkah sedang menunggu')}, {told}."


def _load_chart(by_role: dict[tuple[int, str], Counter[str]]) -> Chart:
    roles = sorted(by_role)
    return Chart(
        kind="bars",
        title="Langkah yang menunggu tiap peran",
        names=tuple(name for _, name in roles),
        series=(
            Series(label="dalam batas", values=tuple(by_role[role]["waiting"] for role in roles)),
            Series(
                label="terlambat",
                values=tuple(by_role[role]["late"] for role in roles),
                tone="late",
            ),
        ),
        head="Peran",
    )


# ------------------------------------------------------------------------------------ what is late
def late(user: User, now: datetime) -> Part:
    """Tell which steps of the court are late, the longest late first. Three queries."""
    court = _court(user)
    found = _here(court).filter(due_at__lt=now)
    many, first = found.count(), found.order_by("due_at", "pk").for_rows()[:MOST_ROWS]
    rows = task_rows(first, now=now, calendar=calendar_of(court))
    lead = f"{_some(many, 'langkah terlambat')} di pengadilan ini." if many else ""
    return Part(
        title="Yang terlambat",
        lead=lead or "Tidak ada langkah yang terlambat.",
        lines=tuple(_line(row, of_others=True) for row in rows),
        more=("Semua berkas", reverse("workflow:cases")) if many else None,
    )


# -------------------------------------------------------------------------------------- what comes
def coming(user: User, now: datetime) -> Part:
    """Tell what is due, and what opens by itself, in the next five working days. Three queries."""
    court = _court(user)
    days = _working_days(calendar_of(court), now.astimezone(court.tz).date())
    until = datetime.combine(days[-1] + DAY, time(), court.tz)
    dues = _here(court).filter(due_at__gte=now, due_at__lt=until).values_list("due_at", flat=True)
    by_day = Counter(_day(at, court, days) for at in dues.order_by() if at)
    opening = routine(user, days[0], days[-1])
    many = by_day.total()
    lead = f"{_some(many, 'langkah berbatas')} dalam lima hari kerja ke depan." if many else ""
    return Part(
        title="Lima hari kerja ke depan",
        lead=lead or "Tidak ada batas langkah dalam lima hari kerja ke depan.",
        lines=tuple(
            Line(one.words, beside=words.plain_date(one.day)) for one in opening[:MOST_ROWS]
        ),
        charts=(_days_chart(days, by_day),) if many else (),
        more=("Buka kalender", address("agenda:month")),
    )


def _working_days(calendar: WorkCalendar, today: date) -> list[date]:
    ahead = (today + timedelta(days=number) for number in range(FAR))
    return [day for day in ahead if calendar.is_working_day(day)][:DAYS_AHEAD] or [today]


def _day(at: datetime, court: Court, days: list[date]) -> date:
    """Return the working day on which a limit is felt: the day itself, or the next one."""
    day = at.astimezone(court.tz).date()
    return next((one for one in days if one >= day), days[-1])


def _days_chart(days: list[date], by_day: Counter[date]) -> Chart:
    return Chart(
        kind="columns",
        title="Batas langkah tiap hari kerja",
        names=tuple(f"{words.DAYS[day.weekday()]} {day.day}" for day in days),
        series=(Series(label="berbatas", values=tuple(by_day[day] for day in days)),),
        head="Hari",
    )


# ------------------------------------------------------------------------------------ what stands
def stalled(user: User, now: datetime) -> Part:
    """Tell which steps stand still until the requester answers, the oldest first. Two queries."""
    court = _court(user)
    asked = Question.objects.filter(
        answered_at=None, task__case__court=court, task__case__status=CaseStatus.RUNNING
    )
    many = asked.count()
    first = asked.select_related("task__case").order_by("asked_at", "pk")[:MOST_ROWS]
    lead = f"{_some(many, 'langkah berhenti')} sampai pemohon menjawab." if many else ""
    return Part(
        title="Yang tersendat",
        lead=lead or "Tidak ada langkah yang menunggu jawaban pemohon.",
        lines=tuple(_standing(question, now, court) for question in first),
    )


def _standing(question: Question, now: datetime, court: Court) -> Line:
    case = question.task.case
    since = words.moment(question.asked_at, now=now, tz=court.tz)
    said = f"{case.title}: langkah {question.task.step}"
    return Line(said, case.get_absolute_url(), f"ditanyakan {since}")

"""What the house tells of a period beside its rooms: days, laws, the first figures and sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sopti.core.words import calm, long_moment, number, plain_date
from sopti.reports.periodic.appendix import keep_photos
from sopti.reports.periodic.content import Gathered
from sopti.reports.periodic.days import working_days
from sopti.sop.laws import outdated
from sopti.sop.models import Edition
from sopti.workflow.chapters import Figure, Plan, chapters
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.sop.schema import Body
    from sopti.workflow.chapters import Chapter

FIGURES = 4  # on the title page


def gather(court: Court, period: Period, *, at: datetime) -> Gathered:
    """Ask house and rooms what they know of the period. Reads only, but for copies of photos."""
    found = chapters(court, period)
    bodies = _bodies(court)
    days = working_days(court, period)
    own = _Counted(court, period)
    return Gathered(
        taken_at=at.isoformat(),
        taken=long_moment(at, court.tz),
        working_days=days,
        days_off=_days_off(court, period),
        sops=tuple(f"{body.number} {calm(body.title)}" for body in bodies),
        laws=_laws(bodies),
        law_notes=tuple(outdated(law for body in bodies for law in body.legal_basis)),
        figures=_figures(found, own),
        gist=(_opened(court, period, days, own), *_planned(found)),
        chapters=tuple(found),
        photos=keep_photos(found),
    )


def total_of(found: tuple[Chapter, ...] | list[Chapter]) -> Plan | None:
    """Return what all sections planned together; None when nothing was planned anywhere."""
    plans = [chapter.plan for chapter in found if chapter.plan is not None]
    if not plans:
        return None
    return Plan(
        planned=sum(plan.planned for plan in plans),
        done=sum(plan.done for plan in plans),
        late=sum(plan.late for plan in plans),
    )


# ------------------------------------------------------------------------------------------ house
class _Counted:
    """What the engine alone counts: every court has it, whatever rooms its SOP fills."""

    def __init__(self, court: Court, period: Period) -> None:
        within = (period.begins(court.tz), period.ends(court.tz))
        began = Q(opened_at__gte=within[0], opened_at__lt=within[1])
        ended = Q(closed_at__gte=within[0], closed_at__lt=within[1])
        cases = Case.objects.filter(court=court)
        self.opened: int = cases.filter(began).count()
        self.closed: int = cases.filter(ended).count()
        tasks = Task.objects.filter(
            case__court=court, finished_at__gte=within[0], finished_at__lt=within[1]
        )
        told = tasks.aggregate(
            done=Count("pk"),
            judged=Count("pk", filter=Q(within_norm__isnull=False)),
            within=Count("pk", filter=Q(within_norm=True)),
        )
        self.done, self.judged, self.within = told["done"], told["judged"], told["within"]


def _figures(found: list[Chapter], own: _Counted) -> tuple[Figure, ...]:
    """Return what the rooms put first, and where they have too little, what the house counts."""
    rooms = [figure for chapter in found for figure in chapter.figures]
    plan = total_of(found)
    house = [
        Figure(big=number(own.opened), words=f"berkas dibuka, {number(own.closed)} selesai"),
        Figure(
            big=number(own.within),
            unit=f"dari {number(own.judged)}",
            words="langkah selesai dalam waktu baku",
        ),
    ]
    if plan is not None:
        house.append(
            Figure(
                big=number(plan.done),
                unit=f"dari {number(plan.planned)}",
                words="pekerjaan terencana terlaksana",
            )
        )
    house.append(Figure(big=number(own.done), words="langkah SOP diselesaikan"))
    return tuple([*rooms, *house][:FIGURES])


def _opened(court: Court, period: Period, days: int, own: _Counted) -> str:
    stretch = f"bulan {period.words}" if period.is_month else period.words
    first = f"Selama {number(days)} hari kerja {stretch}"
    if not own.opened and not own.closed:
        return f"{first} tidak ada berkas yang dibuka atau selesai di {court.short_name}."
    return (
        f"{first} {court.short_name} membuka {number(own.opened)} berkas menurut SOP dan "
        f"menyelesaikan {number(own.closed)}."
    )


def _planned(found: list[Chapter]) -> list[str]:
    plan = total_of(found)
    if plan is None or not plan.planned:
        return []
    late = f", {number(plan.late)} di antaranya terlambat" if plan.late else ""
    left = plan.planned - plan.done
    rest = f" {number(left)} belum terlaksana." if left > 0 else ""
    done = f"{number(plan.planned)} pekerjaan terencana {number(plan.done)} terlaksana"
    return [f"Dari {done}{late}.{rest}"]


def _bodies(court: Court) -> list[Body]:
    editions = Edition.objects.in_force().filter(document__court=court)
    return [edition.sop for edition in editions.order_by("document__key")]


def _laws(bodies: list[Body]) -> tuple[str, ...]:
    """Return the laws of all documents as they stand there, each once."""
    return tuple(
        dict.fromkeys(" ".join(law.split()) for body in bodies for law in body.legal_basis)
    )


def _days_off(court: Court, period: Period) -> tuple[str, ...]:
    found = court.holidays.filter(day__range=(period.first, period.last), stays_open=False)
    names: dict[str, str] = {}
    for holiday in found.order_by("day"):
        if holiday.day.weekday() < 5:  # noqa: PLR2004 (Saturday): a weekend takes nothing away
            names.setdefault(plain_date(holiday.day), holiday.name)
    return tuple(f"{day} ({name})" for day, name in names.items())

"""Who may take a disposition back, and who may pass it on."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from requests.dispositions.models import OnwardDisposition, Reading
from sopti.core import words
from sopti.core.kept import kept
from sopti.people.models import Appointment, User
from sopti.workflow import way
from sopti.workflow.enums import Outcome, TaskStatus
from sopti.workflow.models import Question

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from sopti.workflow.models import Case, Task

DEED = "dispose"
NOT_HERE = "Yang dapat ditarik kembali hanya disposisi yang baru saja diteruskan."


def is_disposition(task: Task) -> bool:
    return DEED in task.sop_step.does and not task.route


def disposition_of(case: Case) -> Task | None:
    """Return the disposition of the case that holds, if there is one."""
    numbers = {step.number for step in case.procedure.steps if DEED in step.does}
    done = [
        task
        for task in case.tasks.all()  # which the case's page has fetched
        if task.step in numbers
        and (task.status, task.outcome) == (TaskStatus.DONE, Outcome.YES)
        and task.is_current
    ]
    return max(done, key=lambda task: task.pk, default=None)


def opened_by(task: Task) -> list[Task]:
    """Return what stands after the disposition now, whoever has it."""
    following = way.stage_after(task.case.flow, task.sop_step) or ()
    return [
        other for other in task.case.tasks.all() if other.step in following and other.is_current
    ]


def follows_disposition(task: Task) -> bool:
    """Tell whether a disposition opened the task, so that its reading counts."""
    flow, procedure = task.case.flow, task.case.procedure
    place = way.stage_of(flow, task.step)
    before = way.stages(flow)[place - 1] if place else ()
    return any(DEED in procedure.step(number).does for number in before)


def why_not_take_back(user: User, task: Task, *, now: datetime) -> str | None:
    """Say why this person cannot take the disposition back (any more)."""
    if not task.case.is_running:
        return f"Berkas ini sudah {task.case.get_status_display().lower()}."
    is_done = task.status == TaskStatus.DONE and task.outcome == Outcome.YES
    if not is_disposition(task) or not is_done or not task.is_current:
        return NOT_HERE
    if task.finished_by_id != user.pk:
        return f"Disposisi ini ditarik kembali oleh {task.finished_by} sendiri."
    if task.role_id not in user.role_keys:
        return f"Anda tidak lagi memegang peran {task.role.name}."
    return _why_too_late(user, task, now=now)


def _why_too_late(user: User, task: Task, *, now: datetime) -> str | None:
    after = opened_by(task)
    touched = [other for other in after if other.status != TaskStatus.OPEN or other.assigned_to]
    if not after or touched:
        who = [other.finished_by or other.started_by or other.assigned_to for other in touched]
        known = f" oleh {who[0]}" if who and who[0] else ""
        return f"Langkah sesudahnya sudah dikerjakan{known}, jadi disposisi tidak dapat ditarik."
    seen = Reading.objects.filter(task__in=after).exclude(by=user).select_related("by").first()
    if seen:
        when = words.moment(seen.at, now=now, tz=task.case.court.tz).replace(", ", " pukul ")
        return f"Disposisi ini sudah dibaca {seen.by} {when}, jadi tidak dapat ditarik kembali."
    if Question.objects.filter(task__in=after).exists():
        return "Pemohon sudah ditanya pada langkah sesudahnya, jadi disposisi tidak dapat ditarik."
    passed = OnwardDisposition.objects.in_force().filter(disposition=task, is_of_step=False)
    line = passed.select_related("by").first()
    if line:
        return f"Disposisi ini sudah diteruskan oleh {line.by}, jadi tidak dapat ditarik kembali."
    return None


# --------------------------------------------------------------------------------- passing it on
@dataclass(frozen=True)
class Receiver:
    """Somebody to whom a disposition can be passed on, with the role for which they get it."""

    user: User
    role: str
    head: str

    @property
    def value(self) -> str:
        return f"{self.role}.{self.user.pk}"


def holding(user: User, case: Case) -> Appointment | None:
    """Return the appointment by which the person acts in this table: the highest they hold."""
    lanes = {lane.role for lane in case.procedure.lanes}
    held = [mine for mine in user.appointments_today if mine.role_id in lanes]
    return min(held, key=lambda mine: (mine.role.rank, mine.capacity), default=None)


def receivers(user: User, case: Case) -> list[Receiver]:
    """Return whom the person may ask: who holds a role of the table below their own."""
    own = holding(user, case)
    if own is None:
        return []
    today = localdate(timezone=case.court.tz)
    lanes = {lane.role for lane in case.procedure.lanes}
    below = Appointment.objects.in_force(today).filter(
        court=case.court, role__in=lanes, role__rank__gt=own.role.rank, user__is_active=True
    )
    rows = below.exclude(user=user).select_related("user", "role").order_by("role__rank", "pk")
    found = [
        Receiver(row.user, row.role_id, case.procedure.head(row.role_id) or row.role.name)
        for row in rows
    ]
    return list({one.user.pk: one for one in reversed(found)}.values())[::-1]


def why_not_pass_on(user: User, case: Case, disposition: Task | None) -> str | None:
    """Say why this person cannot pass the disposition of the case on."""
    if not case.is_running:
        return f"Berkas ini sudah {case.get_status_display().lower()}."
    if disposition is None or not user.role_keys - {"pegawai", "admin"}:
        return "Belum ada disposisi yang dapat diteruskan."
    if holding(user, case) is None or not _has_got_it(user, disposition):
        return "Disposisi diteruskan oleh yang menerimanya."
    return None


def _has_got_it(user: User, disposition: Task) -> bool:
    if {other.role_id for other in opened_by(disposition)} & user.role_keys:
        return True
    return any(line.to_id == user.pk for line in lines_of(disposition))


def lines_of(disposition: Task) -> list[OnwardDisposition]:
    """Return the lines below the disposition that were not taken back; asked for once a page."""
    known = getattr(disposition.case, "handling", None)
    if known is not None and not known.has_lines:
        return []
    found: list[OnwardDisposition] | None = vars(disposition).get("known_lines")
    if found is None:
        rows = sorted(_standing(disposition=disposition.pk), key=attrgetter("order"))
        for row in rows:
            row.disposition = disposition
        found = vars(disposition)["known_lines"] = rows
    return found


@kept
def _standing(*, disposition: int) -> QuerySet[OnwardDisposition]:
    lines = OnwardDisposition.objects.filter(disposition=disposition, taken_back_at=None)
    return lines.select_related("by", "to").order_by()


def why_not_receive(user: User, to: Receiver | None, disposition: Task) -> str | None:
    """Say why the line cannot go to this person."""
    if to is None:
        return "Pilih penerima dari daftar."
    told = OnwardDisposition.objects.in_force().filter(disposition=disposition, by=user)
    if told.filter(to=to.user).exists():
        return words.sentence(f"Disposisi ini sudah Anda teruskan kepada {to.user}")
    return None


def why_not_read(user: User, line: OnwardDisposition) -> str | None:
    if line.to_id != user.pk:
        return words.sentence(f"Disposisi ini untuk {line.to}")
    if line.taken_back_at or not line.disposition.is_current:
        return words.sentence(f"Disposisi ini sudah ditarik kembali oleh {line.by}")
    return None


def why_not_take_back_line(user: User, line: OnwardDisposition) -> str | None:
    """Say why this person cannot take back the line (any more)."""
    if line.is_of_step or line.by_id != user.pk:
        return f"Penerusan ini ditarik kembali oleh {line.by} sendiri."
    if line.taken_back_at:
        return "Penerusan ini sudah ditarik kembali."
    if line.read_at:
        return f"Penerusan ini sudah dibaca {line.to}, jadi tidak dapat ditarik kembali."
    return None

"""What does happen: cases, their tasks, what hangs on them, and the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from simple_history.models import HistoricalRecords

from sopti.core.addresses import address_of
from sopti.core.said import SaysChoices
from sopti.core.words import plain_date
from sopti.people.enums import ONLY_A_CLERK
from sopti.people.models import Appointment, Court, Role, User
from sopti.sop.models import Edition
from sopti.workflow.counters import RecordHead as RecordHead  # noqa: PLC0414 (found here by all)
from sopti.workflow.counters import RegisterCounter as RegisterCounter  # noqa: PLC0414 (the same)
from sopti.workflow.enums import CaseStatus, Outcome, TaskStatus
from sopti.workflow.events import Event as Event  # noqa: PLC0414 (the same)

if TYPE_CHECKING:
    from datetime import tzinfo

    from sopti.sop.schema import Flow, Procedure, Step

WAITING = (TaskStatus.OPEN, TaskStatus.STARTED)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> Self:
        """Return the cases of the user's court; who is only a clerk sees what they asked for."""
        own = user.role_keys <= ONLY_A_CLERK
        return self.in_sight(person=user.pk, court=user.court_id, only_own=own)

    def in_sight(self, *, person: int, court: int | None, only_own: bool) -> Self:
        """Return the same for a person by their parts; also for a kept query."""
        here = self.filter(court=court)
        return here.filter(Q(requester=person) | Q(filed_by=person)) if only_own else here

    def for_pages(self) -> Self:
        return self.select_related("court", "edition__document", "requester", "filed_by").defer(
            "edition__body"
        )

    def with_mark_of_subjects(self) -> Self:
        """Say of each case whether it names a thing, in the same query."""
        return self.annotate(has_subjects=Exists(CaseSubject.objects.filter(case=OuterRef("pk"))))

    def for_rows(self) -> Self:
        """Fetch what one line of a list shows; its court is the viewer's."""
        return self.select_related("edition", "requester").defer("edition__body")


class Case(SaysChoices):
    """One run of one procedure, pinned to the edition of the SOP it began with."""

    court = models.ForeignKey(Court, models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="cases")
    procedure_key = models.SlugField()
    flow_key = models.SlugField(blank=True)  # "" is the whole table
    number = models.CharField("nomor register", max_length=60)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    title = models.CharField("perihal", max_length=200)
    detail = models.TextField("uraian", blank=True)
    requester = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="cases", db_index=False
    )  # None: opened by the calendar
    filed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="filed_cases", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    period = models.CharField(max_length=10, blank=True)  # "2026-11": a routine case of that month
    status = models.CharField(max_length=12, choices=CaseStatus, default=CaseStatus.RUNNING)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["court", "number"], name="one_case_per_number"),
            models.UniqueConstraint(
                fields=["court", "procedure_key", "flow_key", "period"],
                condition=~Q(period=""),
                name="one_routine_case_per_period",
            ),
            models.CheckConstraint(
                condition=Q(status=CaseStatus.RUNNING, closed_at=None)
                | (~Q(status=CaseStatus.RUNNING) & Q(closed_at__isnull=False)),
                name="closed_case_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["court", "status", "-opened_at"], name="case_by_court_and_status"),
            models.Index(fields=["court", "-opened_at", "-id"], name="case_by_court_and_age"),
            models.Index(fields=["court", "closed_at"], name="case_by_court_and_end"),
            # What somebody asked for, and of that what was closed lately: Beranda asks for both.
            models.Index(fields=["requester", "closed_at"], name="case_by_requester"),
            models.Index(fields=["filed_by", "closed_at"], name="case_by_filer"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return address_of("workflow:case", self.pk)

    @property
    def procedure(self) -> Procedure:
        return self.edition.sop.procedure(self.procedure_key)

    @property
    def flow(self) -> Flow:
        return self.procedure.flow(self.flow_key)

    @property
    def is_running(self) -> bool:
        return self.status == CaseStatus.RUNNING

    @property
    def opened_without_request(self) -> str:
        """Say how a case came to be that nobody asked for."""
        if self.period:
            return "dibuka menurut jadwal"
        return "dibuka petugas" if self.filed_by_id else "dibuka oleh pemantauan SOPTI"


class CaseSubject(models.Model):
    """A thing that a case is about, such as a device. Only its room knows what `key` means.

    `label` is what people read, as it was when the case named it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="subjects")
    kind = models.SlugField(max_length=20)
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "key"], name="one_subject_once_in_a_case"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="cases_of_a_subject")]

    def __str__(self) -> str:
        return self.label


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(status__in=WAITING)

    def waiting_in(self, court: int | Court | None) -> Self:
        """Return what waits in one court, to be found by the few of its cases that run."""
        return self.waiting().filter(case__court=court, case__status=CaseStatus.RUNNING)

    def waiting_for(self, user: User) -> Self:
        """Return what this person may do now: their roles, and not somebody else's by name."""
        return self.waiting_of(person=user.pk, court=user.court_id, roles=user.role_keys)

    def waiting_of(self, *, person: int, court: int | None, roles: frozenset[str]) -> Self:
        """Return the same for a person by their parts; also for a kept query."""
        mine = Q(assigned_to=None) | Q(assigned_to=person)
        return self.waiting_in(court).filter(mine, role__in=roles)

    def for_pages(self) -> Self:
        return self.select_related(
            "case__court",
            "case__edition__document",
            "case__requester",
            "role",
            "assigned_to",
            "started_by",
            "finished_by",
        ).defer("case__edition__body")

    def for_rows(self) -> Self:
        """Fetch what one line of a list shows; its court is the viewer's."""
        wanted = ("case__edition", "case__requester", "role", "assigned_to")
        return self.select_related(*wanted).defer("case__edition__body")

    def within_a_case(self) -> Self:
        """Fetch what the page of a case shows of its tasks; the case is at hand."""
        return self.select_related("role", "assigned_to", "started_by", "finished_by")


class Task(SaysChoices):
    """One step of one case, for one role, once. A step done again is a new task (attempt)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    step = models.PositiveSmallIntegerField("langkah")
    attempt = models.PositiveSmallIntegerField("kali", default=1)
    route = models.CharField(max_length=50, blank=True)  # a receiver's part of a routed step
    role = models.ForeignKey(Role, models.PROTECT, related_name="tasks")
    status = models.CharField(max_length=12, choices=TaskStatus, default=TaskStatus.OPEN)
    is_current = models.BooleanField(default=True)  # False: a return made it history
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="assigned_tasks"
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.CharField(max_length=130, blank=True)  # as printed: "Plh. Ketua"
    capacity_letter = models.CharField(max_length=80, blank=True)
    own_request = models.BooleanField(default=False)  # the head decided on a request of their own
    waiting_minutes = models.PositiveIntegerField(null=True, blank=True)  # opened to started
    work_minutes = models.PositiveIntegerField(null=True, blank=True)  # started to finished
    paused_minutes = models.PositiveIntegerField(default=0)  # waited for the requester
    within_norm = models.BooleanField(null=True, blank=True)  # None: the norm judges nothing
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    input_confirmed = models.BooleanField(default=False)
    result = models.TextField("hasil", blank=True)
    note = models.TextField("catatan atau alasan", blank=True)
    values = models.JSONField(default=dict)  # the fields of the FM/AS form, by key
    history = HistoricalRecords()

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "route", "attempt"], name="one_task_per_attempt"
            ),
            models.UniqueConstraint(
                fields=["case", "step", "route"],
                condition=Q(status__in=["terbuka", "dikerjakan"]),
                name="one_waiting_task_per_step",
            ),
            models.CheckConstraint(
                condition=~Q(status=TaskStatus.DONE)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
                name="done_task_says_who_and_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["role", "due_at"],
                condition=Q(status__in=["terbuka", "dikerjakan"]),
                name="waiting_tasks_by_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} langkah {self.step}"

    def get_absolute_url(self) -> str:
        return address_of("workflow:task", self.pk)

    @property
    def sop_step(self) -> Step:
        return self.case.procedure.step(self.step)

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def document_number(self) -> str:
        """The number of the paper this task gives: the case's, the step, and the attempt."""
        receiver = "b" if self.route else ""
        again = f".{self.attempt}" if self.attempt > 1 else ""
        return f"{self.case.number}/{self.step}{receiver}{again}"


class Question(models.Model):
    """The desk asks the requester; until they answer, the clock of the task stands still."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField("pertanyaan")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("jawaban", blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(answered_at=None), name="one_open_question_per_task"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Remark(models.Model):
    """A message between the requester and the desk. It stops no clock; a Question does."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="remarks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # None: the house itself notes something, e.g. that a target is back
    said_as = models.CharField(max_length=130)  # as shown: "pemohon", "Plh. Ketua"
    at = models.DateTimeField()
    text = models.TextField("pesan")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=Case.objects.visible_to(user))


class Attachment(models.Model):
    """A file of a case. Its name on disk is random; the name it came with is only shown."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="attachments")
    remark = models.ForeignKey(Remark, models.PROTECT, null=True, related_name="attachments")
    file = models.FileField(upload_to="attachments", max_length=200)
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_scan = models.BooleanField(default=False)  # of the signed sheet: no part of its content
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)  # from then on its content is not given out
    destroyed_under = models.CharField(max_length=60, blank=True)  # the number of the proposal

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at=None, destroyed_under="")
                | (Q(destroyed_at__isnull=False) & ~Q(destroyed_under="")),
                name="destroyed_attachment_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(file="") | Q(destroyed_at__isnull=False),
                name="only_destroyed_attachment_has_no_file",
            ),
        ]
        indexes = [
            models.Index(
                fields=["destroyed_under"],
                condition=Q(destroyed_at__isnull=False) & ~Q(file=""),
                name="attachments_to_remove",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_pdf(self) -> bool:
        return self.content_type == "application/pdf"

    def destroyed_words(self, tz: tzinfo | None = None) -> str:
        """Return what stands in place of a destroyed content, by the clock of whoever looks."""
        if self.destroyed_at is None:
            return ""
        day = plain_date(localdate(self.destroyed_at, tz))
        return f"Isi berkas dimusnahkan pada {day} berdasarkan berita acara {self.destroyed_under}."

    @property
    def opens_in_page(self) -> bool:
        """Tell whether a browser may show it by itself: pictures drawn by us, and PDF."""
        return self.is_picture or self.is_pdf

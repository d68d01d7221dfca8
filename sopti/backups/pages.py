"""What the pages of the backups show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.urls import reverse

from sopti.backups import rules
from sopti.backups.enums import RestoreOutcome, Section
from sopti.backups.models import Backup, Plan, RestoreTest
from sopti.core import words
from sopti.core.kept import kept
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from sopti.people.models import User

PAGE = 25
SOON_DAYS = 1
TEST_TONES = {
    RestoreOutcome.WORKED: "tag--green",
    RestoreOutcome.PARTLY: "tag--gold",
    RestoreOutcome.FAILED: "tag--red",
}


@dataclass(frozen=True)
class Row:
    """One plan with its newest backup and trial, and what is wrong with them."""

    plan: Plan
    backup: Backup | None
    test: RestoreTest | None
    state: str
    tone: str
    test_tone: str
    test_warning: str
    record_href: str

    @property
    def is_late(self) -> bool:
        return self.tone == "tag--red"


@dataclass(frozen=True)
class Group:
    label: str
    rows: list[Row]


def section_rows(
    user: User, section: Section | str, *, now: datetime, task_id: int | None = None
) -> dict[str, Any]:
    """Return what "backups/_table.html" needs to show one section on a page of its room.

    With `task_id` a backup noted from there comes back to that step, and hangs on its case.
    """
    plans = Plan.objects.visible_to(user).kept().filter(section=section)
    return {"rows": rows_of(plans, viewer=user, now=now, task_id=task_id)}


def list_page(user: User, *, now: datetime) -> dict[str, Any]:
    """Return all plans of the court by section, in three queries."""
    rows = rows_of(Plan.objects.visible_to(user), viewer=user, now=now)
    running = [row for row in rows if row.plan.is_active]
    return {
        "groups": _groups(running),
        "stopped": [row for row in rows if not row.plan.is_active],
        "finding": _finding(running),
        "has_late": any(row.is_late for row in running),
        "why_not_plan": rules.why_not_plan(user, user.court_id),
    }


def rows_of(
    plans: Any, *, viewer: User | None, now: datetime, task_id: int | None = None
) -> list[Row]:
    """Return plans with their newest backup and trial, in three queries.

    Without a viewer the page is for somebody who may write: the step's own performer.
    """
    found = list(plans.for_pages())
    made = Backup.objects.in_bulk([plan.last_backup for plan in found if plan.last_backup])
    tried = RestoreTest.objects.in_bulk([plan.last_test for plan in found if plan.last_test])
    return [
        _row(
            plan,
            made.get(plan.last_backup),
            tried.get(plan.last_test),
            today=now.astimezone(plan.court.tz).date(),
            record_href=_record_href(plan, viewer, task_id),
        )
        for plan in found
    ]


def _record_href(plan: Plan, viewer: User | None, task_id: int | None) -> str:
    if viewer is not None and rules.why_not_write(viewer, plan) is not None:
        return ""
    address = reverse("backups:record", args=[plan.pk])
    return f"{address}?tugas={task_id}" if task_id else address


def _row(
    plan: Plan,
    backup: Backup | None,
    test: RestoreTest | None,
    *,
    today: date,
    record_href: str,
) -> Row:
    state, tone = state_of(plan, today=today)
    return Row(
        plan=plan,
        backup=backup,
        test=test,
        state=state,
        tone=tone,
        test_tone=TEST_TONES[RestoreOutcome(test.outcome)] if test else "",
        test_warning=test_warning(plan, test, today=today),
        record_href=record_href,
    )


def state_of(plan: Plan, *, today: date) -> tuple[str, str]:
    """Return how a plan stands in words, and the tone of its tag."""
    if not plan.is_active:
        return "Dihentikan", ""
    days = (plan.due_on - today).days
    if days < 0:
        return f"Terlambat {-days} hari", "tag--red"
    if days == 0:
        return "Batas hari ini", "tag--gold"
    if days <= SOON_DAYS:
        return "Batas besok", "tag--gold"
    return f"Sisa {days} hari", "tag--green"


def test_warning(plan: Plan, test: RestoreTest | None, *, today: date) -> str:
    """Return what is wrong with the trials: none, an old one, or one that failed."""
    if test is None:
        return "Belum pernah diuji pulih"
    if test.outcome == RestoreOutcome.FAILED:
        return "Uji pulih terakhir gagal"
    days = (today - test.tested_on).days
    return f"Uji pulih sudah {days} hari lalu" if days > plan.test_days else ""


def _groups(rows: list[Row]) -> list[Group]:
    found = [
        Group(str(section.label), [row for row in rows if row.plan.section == section])
        for section in Section
    ]
    return [group for group in found if group.rows]


def _finding(rows: list[Row]) -> str:
    """Say in one sentence how everything stands, the worst first."""
    late = [row.plan.name for row in rows if row.is_late]
    if late:
        return f"{len(late)} dari {len(rows)} terlambat dicadangkan: {words.listed(late)}."
    untried = [row.plan.name for row in rows if row.test_warning]
    if untried:
        return f"Semua backup sesuai rencana. Perlu diuji pulih: {words.listed(untried)}."
    return f"Semua baik: {len(rows)} rencana dicadangkan tepat waktu dan sudah diuji pulih."


# ---------------------------------------------------------------------------------- one of them
def plan_page(plan: Plan, *, viewer: User, now: datetime, number: str) -> dict[str, Any]:
    """Return one plan with everything that was noted for it."""
    row = rows_of(Plan.objects.filter(pk=plan.pk), viewer=viewer, now=now)[0]
    made = plan.backups.select_related("by", "struck_by", "case").prefetch_related("tests")
    page = Paginator(made, PAGE).get_page(number or 1)
    return {
        "plan": plan,
        "row": row,
        "facts": plan_facts(plan),
        "page": page,
        "why_not_plan": rules.why_not_plan(viewer, plan.court_id),
        "why_not_write": rules.why_not_write(viewer, plan),
    }


def plan_facts(plan: Plan) -> list[tuple[str, str]]:
    return [
        ("Bidang", plan.get_section_display()),
        ("Isinya", plan.contents),
        ("Dicadangkan", plan.rhythm),
        ("Diuji pulih", f"setiap {plan.test_days} hari"),
        ("Media", plan.get_medium_display()),
        ("Disimpan di", plan.place),
        ("Penanggung jawab", str(plan.keeper)),
    ]


def backup_page(backup: Backup, *, viewer: User) -> dict[str, Any]:
    """Return one backup with its trials."""
    tests = backup.tests.select_related("by")
    return {
        "backup": backup,
        "facts": backup_facts(backup),
        "tests": [(test, TEST_TONES[RestoreOutcome(test.outcome)]) for test in tests],
        "why_not_try": rules.why_not_try(viewer, backup),
        "why_not_strike": rules.why_not_strike(viewer, backup),
    }


def backup_facts(backup: Backup) -> list[tuple[str, str]]:
    told = [
        ("Dibuat", words.long_moment(backup.made_at, backup.plan.court.tz)),
        ("Isi", backup.holds),
        ("Ukuran", backup.size_words),
        ("Media", backup.get_medium_display()),
        ("Disimpan di", backup.place),
        (f"Checksum {backup.get_checksum_kind_display()}".strip(), backup.checksum),
        ("Catatan", backup.note),
        ("Dicatat oleh", str(backup.by)),
    ]
    return [(label, value) for label, value in told if value]


# ---------------------------------------------------------------------------------------- panels
def late_of(*, person: int, court: int | None, today: date, **_: Any) -> QuerySet[Plan]:
    """Return what Beranda asks for: see sopti.workflow.registry.register_home_panels."""
    return Plan.objects.late(today).filter(court=court, keeper=person)


_late_of = kept(late_of)


def home_panels(person: User, now: datetime) -> list[Panel]:
    """Return the backups that are late and kept by this person."""
    if person.court is None:
        return []
    today = now.astimezone(person.court.tz).date()
    late = _late_of(person=person.pk, court=person.court_id, today=today)
    rows = [(plan, state_of(plan, today=today)[0]) for plan in late]
    return [Panel("backups/_home.html", {"rows": rows})] if rows else []

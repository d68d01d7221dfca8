"""What several deeds of the website share: their fields, and the line in the site's history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from sopti.ui.forms import Choice
from sopti.workflow.raising import incident_table, raise_incident
from website_ops.sites.actions import write_note
from website_ops.sites.enums import Road
from website_ops.sites.models import SiteNote
from website_ops.sites.subjects import site_of, subject_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task
    from website_ops.sites.enums import NoteKind

MOST_RUPIAH = 100_000_000_000
SECTION = "website"
ROADS = [
    (Road.OWN.label, Choice("Dikerjakan sendiri", "oleh petugas TI")),
    (Road.GENERAL.label, Choice("Melalui Umum dan Keuangan", "perlengkapan atau pembayaran")),
    (
        Road.THIRD_PARTY.label,
        Choice("Melibatkan pihak ketiga", "sebutkan penyedianya", reveals=True),
    ),
]


def paragraph(
    label: str, *, rows: int = 4, required: bool = True, hint: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
    )


def radio(label: str, choices: list[tuple[str, Choice]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def rupiah(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_RUPIAH,
        help_text="Angka saja, tanpa titik. Misalnya 650000.",
    )


def today_of(task: Task) -> date:
    """Return today in the court; a form asks it before there is any moment of a deed."""
    return localdate(timezone=task.case.court.tz)


def has_provider(task: Task) -> bool:
    """Tell whether the step itself asks for the provider, as the SOP names a third party."""
    return "pihak_ketiga" in task.sop_step.also


def road_of(word: object) -> str:
    return next((value for value, label in Road.choices if label == word), "")


def note_down(
    task: Task, kind: NoteKind, words: str, *, by: User, at: datetime, **told: Any
) -> SiteNote | None:
    """Add a line to the history of the site that the case is about, if the court has any."""
    site = site_of(task.case)
    if site is None:
        return None
    on = at.astimezone(task.case.court.tz).date()
    return write_note(
        SiteNote(
            site=site, kind=kind, on=on, words=words[:5000], case=task.case, by=by, at=at, **told
        )
    )


def may_raise(task: Task) -> bool:
    """Tell whether the court's SOP has a table for troubles of the website."""
    return incident_table(task.case.court_id, SECTION) is not None


def raise_trouble(task: Task, words: str, *, by: User, at: datetime) -> None:
    """Open the court's incident of the website for what a check found."""
    site = site_of(task.case)
    raise_incident(
        SECTION,
        court=task.case.court,
        title=f"Masalah website: {words.splitlines()[0]}"[:200],
        detail=words,
        by=by,
        at=at,
        subjects=[subject_of(site)] if site else [],
        from_case=task.case,
    )

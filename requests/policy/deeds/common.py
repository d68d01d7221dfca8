"""What the deeds of the policy tables share: the programme of the case, its year, its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from requests.policy.enums import ProgrammeState, Quarter
from requests.policy.models import FIRST_YEAR, LAST_YEAR, Programme
from requests.policy.pages import rupiah
from sopti.core.errors import Refusal
from sopti.core.words import plain_date
from sopti.workflow.deeds import Deed, form_keys
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from datetime import date

    from requests.policy.models import ProgrammeItem
    from sopti.workflow.models import Case, Task

PLANNING_BEGINS = 7  # from July on a new programme is for the next year
QUARTER_WORDS = re.compile(r"triwulan\s*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip


class PolicyDeed(Deed):
    """A deed of a policy table. Its page shows what `requests.policy.beside` brings along."""


def programme_at(case: Case) -> Programme | None:
    """Return the programme that the case works on."""
    found: Programme | None = Programme.objects.filter(cases__case=case).first()
    return found


def own_programme(case: Case) -> Programme:
    """Return the programme of the case, locked; refuse when no step has named one."""
    found: Programme | None = (
        Programme.objects.select_for_update(of=("self",)).filter(cases__case=case).first()
    )
    if found is None:
        raise Refusal("Berkas ini belum menyebut program tahun berapa. Kembalikan ke langkah 1.")
    return found


def planned_year(case: Case) -> int:
    """Return the year that the case most likely plans: of its programme, of a draft, the next."""
    known = programme_at(case)
    if known is not None:
        return known.year
    of_court = Programme.objects.filter(court=case.court)
    drafts = of_court.filter(state=ProgrammeState.DRAFT).exclude(
        cases__case__status=CaseStatus.RUNNING
    )
    draft = drafts.order_by("year").first()
    if draft is not None:
        return int(draft.year)
    opened = case.opened_at.astimezone(case.court.tz)
    first = opened.year + (opened.month >= PLANNING_BEGINS)
    busy = of_court.filter(cases__case__status=CaseStatus.RUNNING)
    taken = set(busy.values_list("year", flat=True))
    return next(year for year in range(first, first + 100) if year not in taken)


def year_field(hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label="Tahun program", min_value=FIRST_YEAR, max_value=LAST_YEAR, help_text=hint
    )


def paragraph(label: str, *, rows: int = 4, required: bool = False, hint: str = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
    )


def keep_values(task: Task, **told: Any) -> None:
    """Change what the step keeps, from within its effect: None takes a value away."""
    known = {**task.values, **told}
    task.values = {key: value for key, value in known.items() if value is not None}
    task.save(update_fields=["values"])


def in_words(task: Task, key: str, lines: list[str]) -> None:
    """Keep a table as plain lines where no form of the SOP has room for its columns."""
    if key not in form_keys(task):
        keep_values(task, **{key: "\n".join(lines)})


def day_in_words(task: Task, key: str, day: date) -> None:
    """Keep a day as people read it where no form of the SOP says that it is one."""
    keep_values(task, **{key: day.isoformat() if key in form_keys(task) else plain_date(day)})


def quarter_of(text: str) -> int:
    """Return the quarter that "Triwulan II" or "Maret 2027" means; all year when it says none."""
    found = QUARTER_WORDS.search(text)
    if found:
        word = found[1].lower()
        return ROMAN.get(word) or int(word)
    named = [place for place, month in enumerate(MONTHS) if month in text.lower()]
    return named[0] // 3 + 1 if named else Quarter.ALL_YEAR


def item_line(item: ProgrammeItem) -> str:
    """Say one activity with how far it came and what it cost."""
    parts = [f"{item.activity} ({item.get_quarter_display()}): {item.get_progress_display()}"]
    if item.done_on:
        parts.append(plain_date(item.done_on))
    if item.budget or item.spent:
        parts.append(f"anggaran {rupiah(item.budget)}, realisasi {rupiah(item.spent)}")
    if item.progress_note:
        parts.append(item.progress_note)
    return "; ".join(parts)

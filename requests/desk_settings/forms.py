"""The forms of a court's desk: the name of a category, the matrix, the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.desk_settings import rules
from requests.desk_settings.pages import parted
from requests.enums import Priority
from requests.models import ServiceCategory
from sopti.core.words import DAY_MINUTES, HOUR
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm, say_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms.boundfield import BoundField

    from requests.desk import Matrix
    from requests.desk_settings.pages import Target
    from sopti.people.models import User

LONGEST_NAME = 80
PARTS = {"days": ("hari", 60), "hours": ("jam", 99), "minutes": ("menit", 999)}


class CategoryForm(PlainForm):
    """What a category is called."""

    not_done = "Kategori belum tersimpan."
    name = forms.CharField(
        label="Nama",
        help_text="Seperti yang disebut petugas sehari-hari, misalnya “Pencetak”.",
        max_length=LONGEST_NAME,
    )

    def __init__(
        self,
        *args: Any,
        court_id: int,
        category: ServiceCategory | None = None,
        cancel: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"name": category.name if category else ""}, **kwargs)
        self.court_id, self.category = court_id, category
        label = "Simpan nama" if category else "Tambah kategori"
        self.helper = submit_with(label, cancel=cancel)

    def clean_name(self) -> str:
        name = _tidy(self.cleaned_data["name"])
        known = self.category.pk if self.category else None
        if reason := rules.why_not_name(name, court_id=self.court_id, keep=known):
            raise forms.ValidationError(reason)
        return name


class ParentChoice(forms.Form):
    """Under which category a new one is put, from the address; none: beside the others."""

    induk = forms.IntegerField(required=False, min_value=1)

    def parent(self, *, of: User) -> ServiceCategory | None:
        """Return the category, if the court has it and still uses it."""
        pk = self.cleaned_data["induk"] if self.is_valid() else None
        rows = ServiceCategory.objects.filter(court=of.court_id, parent=None, is_active=True)
        return rows.filter(pk=pk).first() if pk else None


class MatrixForm(PlainForm):
    """The names of the rows and columns, and a priority for each pair."""

    not_done = "Matriks belum tersimpan."

    def __init__(self, *args: Any, matrix: Matrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.impacts, self.urgencies = range(len(matrix.impacts)), range(len(matrix.urgencies))
        for place, name in enumerate(matrix.urgencies):
            self._add(f"urgency_{place}", _heading(f"Urgensi kolom {place + 1}", name))
        for row, impact in enumerate(matrix.impacts):
            self._add(f"impact_{row}", _heading(f"Dampak baris {row + 1}", impact))
            for column, urgency in enumerate(matrix.urgencies):
                label = f"Prioritas {impact}, urgensi {urgency}"
                self._add(_cell(row, column), _choice(label, matrix.priority(impact, urgency)))

    def _add(self, name: str, field: forms.Field) -> None:
        say_plainly(field)
        self.fields[name] = field

    @property
    def columns(self) -> list[BoundField]:
        return [self[f"urgency_{place}"] for place in self.urgencies]

    @property
    def rows(self) -> list[tuple[BoundField, list[tuple[BoundField, BoundField]]]]:
        """The rows of the table: its heading, and each cell with the heading of its column."""
        return [
            (
                self[f"impact_{row}"],
                [
                    (self[f"urgency_{column}"], self[_cell(row, column)])
                    for column in self.urgencies
                ],
            )
            for row in self.impacts
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in [name for name in told if not name.startswith("cell_")]:
            told[name] = _tidy(told[name])
        if not self.errors:
            for kind, what in (("impact", "Dampak"), ("urgency", "Urgensi")):
                if reason := rules.why_not_headings(self._names(told, kind), what=what):
                    self.add_error(None, reason)
        return told

    def wanted(self) -> dict[str, Any]:
        """Return the matrix as the action takes it."""
        told = self.cleaned_data
        return {
            "impacts": self._names(told, "impact"),
            "urgencies": self._names(told, "urgency"),
            "priorities": [
                [told[_cell(row, column)] for column in self.urgencies] for row in self.impacts
            ],
        }

    def _names(self, told: Mapping[str, Any], kind: str) -> list[str]:
        places = self.impacts if kind == "impact" else self.urgencies
        return [told[f"{kind}_{place}"] for place in places]


class TargetsForm(PlainForm):
    """For each priority a number of working days, hours and minutes."""

    not_done = "Target belum tersimpan."

    def __init__(self, *args: Any, targets: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for priority in Priority:
            for (part, (unit, most)), value in zip(
                PARTS.items(), parted(targets[priority]), strict=True
            ):
                self.fields[f"{part}_{priority}"] = _count(priority, unit, most, value)

    def rows(self, targets: Iterable[Target]) -> list[tuple[Target, list[BoundField]]]:
        """Return each target as it is now, with its three controls."""
        return [(one, [self[f"{part}_{one.priority}"] for part in PARTS]) for one in targets]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and (reason := rules.why_not_targets(self.minutes(told))):
            self.add_error(None, reason)
        return told

    def minutes(self, told: Mapping[str, Any] | None = None) -> dict[int, int]:
        """Return the working minutes of each priority."""
        told = told or self.cleaned_data
        return {
            priority.value: (told[f"days_{priority}"] or 0) * DAY_MINUTES
            + (told[f"hours_{priority}"] or 0) * HOUR
            + (told[f"minutes_{priority}"] or 0)
            for priority in Priority
        }


def _tidy(name: Any) -> str:
    return " ".join(str(name).split())


def _cell(row: int, column: int) -> str:
    return f"cell_{row}_{column}"


def _heading(label: str, name: str) -> forms.CharField:
    widget = forms.TextInput({"class": "form-control", "aria-label": label})
    return forms.CharField(label=label, max_length=LONGEST_NAME, initial=name, widget=widget)


def _choice(label: str, priority: int | None) -> forms.TypedChoiceField:
    widget = forms.Select({"class": "form-select", "aria-label": label})
    return forms.TypedChoiceField(
        label=label, choices=Priority.choices, coerce=int, initial=priority, widget=widget
    )


def _count(priority: Priority, unit: str, most: int, value: int) -> forms.IntegerField:
    label = f"{unit.capitalize()} untuk prioritas {priority.label}"
    widget = forms.NumberInput(
        {"class": "form-control", "inputmode": "numeric", "aria-label": label}
    )
    field = forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, initial=value, widget=widget
    )
    field.unit = unit  # type: ignore[attr-defined]  # read by the table of targets
    say_plainly(field)
    return field

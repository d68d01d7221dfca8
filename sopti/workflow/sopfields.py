"""The fields of an FM/AS form, made from the SOP's data."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from sopti.core import words
from sopti.people.models import User
from sopti.sop.enums import FieldKind
from sopti.ui.fields import ListedInput, TableField
from sopti.ui.forms import ClockField, DayField
from sopti.workflow.registry import case_facts
from sopti.workflow.subjects import listed_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopti.sop.schema import FormField
    from sopti.workflow.models import Case

TABLE_ROWS = 5


def form_field(field: FormField, case: Case) -> forms.Field:
    """Return the form field for a field of the SOP's form, filled from the case."""
    made = _MAKERS[field.kind](field, case)
    made.label, made.required, made.help_text = field.label, field.required, field.help
    made.initial = _default(field.default, case)
    return made


def stored(value: Any) -> Any:
    """Return a cleaned value as the database and the paper keep it: text, number or lists."""
    if isinstance(value, datetime):
        return f"{words.plain_date(localtime(value).date())}, pukul {localtime(value):%H.%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H.%M")
    return str(value) if isinstance(value, User) else value


_DEFAULTS: dict[str, Callable[[Case], Any]] = {
    "case.title": lambda case: case.title,
    "case.detail": lambda case: case.detail,
    "case.number": lambda case: case.number,
    "case.requester": lambda case: str(case.requester) if case.requester else "",
    "case.nip": lambda case: case.requester.nip if case.requester else "",
    "case.position": lambda case: case.requester.position if case.requester else "",
    "case.unit": lambda case: case.requester.unit if case.requester else "",
    "case.opened_on": lambda case: localtime(case.opened_at, case.court.tz).date(),
}
OF_THE_ROOM = "room."  # "room.Jenis layanan": what the case's room tells under that label


def _default(source: str, case: Case) -> Any:
    if source.startswith(OF_THE_ROOM):
        return dict(case_facts(case)).get(source.removeprefix(OF_THE_ROOM))
    return _DEFAULTS[source](case) if source in _DEFAULTS else source or None


def _text(field: FormField, case: Case) -> forms.Field:
    return forms.CharField(max_length=300)


def _asset(field: FormField, case: Case) -> forms.Field:
    """Return a field with the court's things to choose from; what is not on the list is typed."""
    return forms.CharField(max_length=300, widget=ListedInput(listed_of(case.court)))


def _paragraph(field: FormField, case: Case) -> forms.Field:
    return forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 4}))


def _number(field: FormField, case: Case) -> forms.Field:
    return forms.FloatField(
        min_value=-1e12, max_value=1e12, error_messages={"invalid": "Tulis angka, misalnya 650000."}
    )


def _date(field: FormField, case: Case) -> forms.Field:
    return DayField()


def _time(field: FormField, case: Case) -> forms.Field:
    return ClockField()


def _choice(field: FormField, case: Case) -> forms.Field:
    return forms.ChoiceField(
        choices=[("", "Pilih"), *((option, option) for option in field.options)],
        error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
    )


def _choices(field: FormField, case: Case) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=[(option, option) for option in field.options],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Pilih dari daftar."},
    )


def _person(field: FormField, case: Case) -> forms.Field:
    return forms.ModelChoiceField(
        queryset=User.objects.filter(court=case.court, is_active=True),
        empty_label="Pilih pegawai",
        error_messages={"invalid_choice": "Pilih pegawai dari daftar."},
    )


def _table(field: FormField, case: Case) -> forms.Field:
    return TableField([(column.key, column.label) for column in field.columns], rows=TABLE_ROWS)


_MAKERS: dict[FieldKind, Callable[[FormField, Case], forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.PARAGRAPH: _paragraph,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.PERSON: _person,
    FieldKind.ASSET: _asset,
    FieldKind.TABLE: _table,
}

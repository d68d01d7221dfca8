"""What our forms are made of: choices with a second line, bounded dates, plain errors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.formsets import BaseFormSet

from sopti.core.words import number

AnyField = TypeVar("AnyField", bound=forms.Field)

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
OUT_OF_BOUNDS = "Tulis tanggal antara 1 Januari 2000 dan 31 Desember 2100."

SENTENCES: list[tuple[tuple[type[forms.Field], ...], dict[str, str]]] = [
    (
        (forms.FileField,),
        {"required": "Lampirkan {name}.", "empty": "Lampiran itu kosong. Pilih yang lain."},
    ),
    (
        (forms.MultipleChoiceField, forms.ModelMultipleChoiceField),
        {"required": "Pilih paling sedikit satu: {name}."},
    ),
    (
        (forms.ChoiceField, forms.ModelChoiceField),
        {
            "required": "Pilih {name}.",
            "invalid_choice": "Pilih {name} dari daftar; pilihan tadi tidak ada lagi.",
        },
    ),
    ((forms.BooleanField,), {"required": "Centang: {name}."}),
    (
        (forms.IntegerField, forms.FloatField, forms.DecimalField),
        {"required": "Isi {name}.", "invalid": "Tulis {name} dengan angka saja."},
    ),
    (
        (forms.Field,),
        {
            "required": "Isi {name}.",
            "invalid": "Perbaiki {name}: isinya tidak dikenali.",
            "null_characters_not_allowed": "Hapus huruf yang tidak dapat dicetak dari {name}.",
        },
    ),
]


# --------------------------------------------------------------------------------------- choices
class Choice(str):  # noqa: SLOT000 (its attributes are declared below)
    """The label of a choice with a second line: what follows from it.

    `picture` names an icon beside the words; `is_no` draws it as a refusal; `reveals` shows the
    fields marked with `reveal()` once chosen.
    """

    hint: str
    picture: str
    is_no: bool
    reveals: bool

    def __new__(
        cls,
        label: str,
        hint: str = "",
        picture: str = "",
        *,
        is_no: bool = False,
        reveals: bool = False,
    ) -> Self:
        choice = super().__new__(cls, label)
        choice.hint, choice.picture, choice.is_no, choice.reveals = hint, picture, is_no, reveals
        return choice


def reveal(field: AnyField) -> AnyField:
    """Show the field only while a choice that `reveals` is chosen. Always there without :has()."""
    field.is_revealed = True  # type: ignore[attr-defined]  # read by templates/bootstrap5/field.html
    return field


def wanted(field: AnyField) -> AnyField:
    """Do not call the field optional: when it may stay empty is for the form's clean() to say."""
    field.is_wanted = True  # type: ignore[attr-defined]  # read by templates/ui/fields/_label.html
    return field


def tucked(field: AnyField, summary: str = "Tambah catatan") -> AnyField:
    """Hide an optional field behind a line that opens it: many fill every box they see."""
    field.tucked = summary  # type: ignore[attr-defined]  # read by templates/bootstrap5/field.html
    return field


def said_with(field: AnyField, *purposes: str) -> AnyField:
    """Offer ready sentences of these purposes beside the field, where the page has `sentences`."""
    field.purposes = purposes  # type: ignore[attr-defined]  # read by {% field %}
    return field


def in_columns(field: AnyField, columns: int) -> AnyField:
    """Set the choices of a field beside each other, two to four in a row; ticks always by two."""
    field.columns = columns  # type: ignore[attr-defined]  # read by templates/ui/fields/_group.html
    return field


# ---------------------------------------------------------------------------------------- errors
class PlainForm(forms.Form):
    """A form whose errors say what to do. `not_done` heads the list of errors."""

    not_done = "Isian belum tersimpan."
    use_required_attribute = False  # the server says what is missing, in our words

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_plainly(field)


def say_plainly(field: forms.Field) -> None:
    """Replace Django's general messages by ours; messages given to the field itself stay."""
    for key, sentence in (_of_kind(field) | _of_limits(field)).items():
        if field.error_messages.get(key) == _default_message(field, key):
            field.error_messages[key] = sentence


def _of_kind(field: forms.Field) -> dict[str, str]:
    name = _lower_first(str(field.label or "isian ini"))
    sentences = next(said for kinds, said in SENTENCES if isinstance(field, kinds))
    return {key: sentence.format(name=name) for key, sentence in sentences.items()}


def _of_limits(field: forms.Field) -> dict[str, str]:
    label = str(field.label or "Isian ini").replace("%", "%%")  # Django puts its numbers in by %
    said = {
        "max_length": "{label} terlalu panjang: ringkas sampai {limit} huruf.",
        "min_length": "{label} terlalu pendek: tulis paling sedikit {limit} huruf.",
        "max_value": "{label} terlalu besar: paling besar {limit}.",
        "min_value": "{label} terlalu kecil: paling kecil {limit}.",
    }
    limits = {key: getattr(field, key, None) for key in said}
    return {
        key: said[key].format(label=label, limit=number(limit))
        for key, limit in limits.items()
        if isinstance(limit, int)
    }


def _default_message(field: forms.Field, key: str) -> object:
    """Return what Django itself would say; None when it has no word for it."""
    for cls in type(field).__mro__:
        found = vars(cls).get("default_error_messages", {}).get(key)
        if found is not None and cls.__module__.startswith("django."):
            return found
    return None


def _lower_first(label: str) -> str:
    """Return the label as it stands within a sentence: "NIP" and "SIPP" stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


@dataclass(frozen=True)
class ErrorLine:
    """One thing to mend: the sentence, and the control it belongs to ("" when none)."""

    sentence: str
    control: str


def error_lines(form: forms.BaseForm | BaseFormSet[Any]) -> list[ErrorLine]:
    """Return everything that is wrong in a form or formset, in the order of the page."""
    if isinstance(form, BaseFormSet):
        lines = [ErrorLine(str(sentence), "") for sentence in form.non_form_errors()]
        return lines + [line for part in form.forms for line in error_lines(part)]
    lines = [ErrorLine(str(sentence), "") for sentence in form.non_field_errors()]
    for bound in form:
        lines += [ErrorLine(str(sentence), _control_of(bound)) for sentence in bound.errors]
    return lines


def _control_of(bound: forms.BoundField) -> str:
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


# ----------------------------------------------------------------------------------------- dates
class DayField(forms.DateField):
    """A day, by the browser's own calendar, between 2000 and 2100: older ones break databases."""

    widget = forms.DateInput(
        attrs={"type": "date", "min": FIRST_DAY, "max": LAST_DAY}, format="%Y-%m-%d"
    )
    default_error_messages = {"invalid": "Tulis tanggal lengkap: hari, bulan, dan tahun."}
    default_validators = [
        MinValueValidator(FIRST_DAY, OUT_OF_BOUNDS),
        MaxValueValidator(LAST_DAY, OUT_OF_BOUNDS),
    ]


class MomentField(forms.DateTimeField):
    """A day and a time in the court's zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": "Tulis tanggal dan jam lengkap."}

    def to_python(self, value: Any) -> datetime | None:
        # The year is looked at before the zone is: 1 January of year 1 has no moment in UTC.
        if isinstance(value, str) and value[:4].isdigit() and not _in_bounds(int(value[:4])):
            raise forms.ValidationError(OUT_OF_BOUNDS)
        return super().to_python(value)


def _in_bounds(year: int) -> bool:
    return FIRST_DAY.year <= year <= LAST_DAY.year


class ClockField(forms.TimeField):
    """A time of the day."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "Tulis jam dan menit, misalnya 08:30."}

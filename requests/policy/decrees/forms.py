"""Which decree to begin with, what it says, and when it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.policy.decrees import rules
from requests.policy.decrees.papers import LETTERS, ORDINALS, points
from requests.policy.decrees.texts import TEMPLATES, in_rank
from requests.regulations.enums import Standing
from requests.regulations.models import Regulation
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import Court


class TemplateForm(PlainForm):
    """Which decree it is to be."""

    not_done = "Konsep SK belum dibuat."

    template = forms.ChoiceField(
        label="Jenis SK",
        choices=[(one.key, Choice(one.name, one.hint)) for one in TEMPLATES],
        widget=forms.RadioSelect,
    )
    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Buat konsep", cancel=cancel)


class DecreeForm(PlainForm):
    """The words of a decree. A line is a point of its own."""

    not_done = "Konsep SK belum tersimpan."

    title = forms.CharField(
        label="Tentang",
        help_text="Tanpa kata “tentang”.",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )
    considerations = forms.CharField(
        label="Menimbang",
        help_text="Satu baris satu pertimbangan; huruf a, b, c ditambahkan SOPTI.",
        max_length=6000,
        widget=forms.Textarea({"rows": 7}),
    )
    bases = forms.ModelMultipleChoiceField(
        label="Mengingat",
        help_text="Dari pustaka peraturan; urutannya diatur menurut tingkatnya.",
        queryset=Regulation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    dictum = forms.CharField(
        label="Diktum",
        help_text="Satu baris satu diktum; KESATU, KEDUA, dan seterusnya ditambahkan SOPTI.",
        max_length=10_000,
        widget=forms.Textarea({"rows": 10}),
    )
    attachment = forms.CharField(
        label="Lampiran",
        help_text="Satu baris satu nomor, misalnya susunan tim. Kosongkan bila tidak ada.",
        max_length=10_000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    programme_year = forms.IntegerField(
        label="Lampirkan program kerja tahun",
        help_text="Daftar kegiatannya dicetak sebagai lampiran. Kosongkan bila tidak perlu.",
        min_value=2000,
        max_value=2100,
        required=False,
    )

    def __init__(self, *args: Any, court: Court, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bases: Any = self.fields["bases"]
        known = in_rank(Regulation.objects.filter(court=court).with_standing())
        bases.queryset = Regulation.objects.filter(court=court)
        bases.choices = [(one.pk, _named(one)) for one in known]
        self.helper = submit_with("Simpan konsep", cancel=cancel)

    def clean_considerations(self) -> str:
        return _few(self.cleaned_data["considerations"], len(LETTERS), "pertimbangan")

    def clean_dictum(self) -> str:
        return _few(self.cleaned_data["dictum"], len(ORDINALS), "diktum")


def _named(regulation: Regulation) -> str:
    standing = Standing(getattr(regulation, "standing", Standing.IN_FORCE))
    mark = (
        "" if standing in {Standing.IN_FORCE, Standing.AMENDED} else f" ({standing.label.lower()})"
    )
    return f"{regulation}: {regulation.title[:80]}{mark}"


def _few(text: str, most: int, word: str) -> str:
    lines = points(text)
    if len(lines) > most:
        raise forms.ValidationError(f"Paling banyak {most} {word}; tadi ada {len(lines)} baris.")
    return "\n".join(lines)


class SignForm(PlainForm):
    """The day of a decree."""

    not_done = "SK belum ditetapkan."

    dated_on = DayField(label="Tanggal SK")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"dated_on": today}, **kwargs)
        self.today = today
        self.helper = submit_with("Tetapkan SK", note="Diberi nomor dan tidak dapat diubah lagi.")

    def clean_dated_on(self) -> date:
        day: date = self.cleaned_data["dated_on"]
        if (reason := rules.why_not_dated(day, today=self.today)) is not None:
            raise forms.ValidationError(reason)
        return day

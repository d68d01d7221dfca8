"""What people fill in about upkeep: a check, a lot of the plan, a list, which month to see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from maintenance.assets.enums import Condition
from maintenance.assets.models import Asset
from maintenance.upkeep import rules
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.enums import Every, Found, Part
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns, reveal, tucked
from sopti.workflow import photos

if TYPE_CHECKING:
    from maintenance.upkeep.models import Check, Checklist, PlanLine

FOUND = [
    (Found.GOOD, Choice("Baik", "semua butir beres")),
    (Found.PROBLEM, Choice("Bermasalah", "ada yang tidak beres", reveals=True)),
    (Found.MISSING, Choice("Tidak ditemukan", "tidak ada di ruangnya", reveals=True)),
]
MOST_LINES, LONGEST_LINE = 20, 120


class CheckForm(PlainForm):
    """What was found of one device."""

    not_done = "Pemeriksaan belum tercatat."

    found = forms.ChoiceField(label="Hasil", choices=FOUND, widget=forms.RadioSelect)
    wrong = reveal(
        forms.MultipleChoiceField(
            label="Butir yang tidak beres", required=False, widget=forms.CheckboxSelectMultiple
        )
    )
    note = forms.CharField(
        label="Catatan",
        help_text="Apa yang dilihat, dan apa yang sudah dikerjakan.",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    condition = reveal(
        forms.ChoiceField(
            label="Kondisi sekarang", choices=Condition.choices, widget=forms.RadioSelect,
            required=False,
        )
    )  # fmt: skip
    photo = tucked(
        forms.FileField(
            label="Foto",
            required=False,
            widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
        ),
        "Tambah foto",
    )
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, asset: Asset, check: Check | None, items: list[str], **kwargs: Any
    ) -> None:
        first = {"condition": asset.condition, "seen": rules.seal_of(check)}
        if check is not None:
            first |= {"found": check.found, "wrong": check.wrong, "note": check.note}
        super().__init__(*args, initial=first, **kwargs)
        known = dict.fromkeys([*items, *(check.wrong if check else ())])
        self.fields["wrong"].choices = [(item, item) for item in known]  # type: ignore[attr-defined]
        in_columns(self.fields["found"], 3)
        in_columns(self.fields["condition"], 3)
        self.helper = submit_with("Simpan dan lanjut")

    def clean_photo(self) -> Any:
        photo = self.cleaned_data["photo"]
        if photo and (reason := photos.why_not_accept(photo)) is not None:
            raise forms.ValidationError(reason)
        return photo

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        says_nothing = not told.get("wrong") and not (told.get("note") or "").strip()
        if told.get("found") == Found.PROBLEM and says_nothing and not self.has_error("note"):
            self.add_error("note", "Centang butir yang tidak beres, atau tulis masalahnya.")
        return told

    def answer(self) -> Answer:
        told = self.cleaned_data
        is_good = told["found"] == Found.GOOD
        return Answer(
            found=told["found"],
            wrong=[] if told["found"] != Found.PROBLEM else told["wrong"],
            note=told["note"].strip(),
            condition="" if is_good else told["condition"],
            photo=told["photo"] or None,
        )


class MonthForm(forms.Form):
    """Which month a page shows; what cannot be understood is this month."""

    bulan = forms.RegexField(r"^20[0-9]{2}-(0[1-9]|1[0-2])$", required=False)

    def month(self, today: date) -> date:
        self.is_valid()
        told = self.cleaned_data.get("bulan")
        return date(int(told[:4]), int(told[5:]), 1) if told else today.replace(day=1)


class YearForm(forms.Form):
    tahun = forms.IntegerField(required=False, min_value=2001, max_value=2099)

    def year(self, today: date) -> int:
        self.is_valid()
        return self.cleaned_data.get("tahun") or today.year


class LineForm(PlainForm):
    """The week, the person and the devices of a lot."""

    not_done = "Rencana belum diubah."

    starts_on = DayField(
        label="Mulai tanggal",
        help_text="Bila libur, digeser ke hari kerja berikutnya; selesai pada akhir minggu itu.",
    )
    who = forms.ModelChoiceField(
        label="Pelaksana", queryset=User.objects.none(), required=False,
        empty_label="Belum ditentukan",
    )  # fmt: skip
    assets = forms.ModelMultipleChoiceField(
        label="Perangkat", queryset=Asset.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, line: PlanLine, by: User, **kwargs: Any) -> None:
        first = {
            "starts_on": line.starts_on,
            "who": line.who_id,
            "assets": [asset.pk for asset in line.assets.all()],
        }
        super().__init__(*args, initial=first, **kwargs)
        self.line = line
        fields: dict[str, Any] = self.fields
        fields["who"].queryset = User.objects.visible_to(by).filter(is_active=True)
        mine = Asset.objects.visible_to(by).filter(kind=line.kind_id, retired_on=None)
        fields["assets"].queryset = mine.order_by("room", "name")
        fields["assets"].label_from_instance = lambda asset: f"{asset}, {asset.room}"
        self.helper = submit_with("Simpan", cancel=line.plan.get_absolute_url())

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if day.year != self.line.plan.year:
            raise forms.ValidationError(f"Pilih tanggal dalam tahun {self.line.plan.year}.")
        return day


class ListForm(PlainForm):
    """What is looked at on a kind of device, and how often."""

    not_done = "Daftar periksa belum tersimpan."

    every = forms.TypedChoiceField(
        label="Diperiksa", choices=Every.choices, coerce=int, widget=forms.RadioSelect
    )
    part = forms.ChoiceField(
        label="Bagian pemeliharaan",
        help_text="Langkah SOP mana yang memuat hasilnya.",
        choices=Part.choices,
        widget=forms.RadioSelect,
    )
    lines = forms.CharField(
        label="Butir yang diperiksa",
        help_text="Satu butir satu baris, misalnya: Kipas dan ventilasi bersih dari debu.",
        max_length=3000,
        widget=forms.Textarea({"rows": 10}),
    )

    def __init__(self, *args: Any, known: Checklist, cancel: str, **kwargs: Any) -> None:
        first = {"every": known.every, "part": known.part, "lines": known.lines}
        super().__init__(*args, initial=first, **kwargs)
        in_columns(self.fields["every"], 3)
        in_columns(self.fields["part"], 3)
        self.helper = submit_with("Simpan daftar", cancel=cancel)

    def clean_lines(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        lines = list(dict.fromkeys(line for line in lines if line))
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Paling banyak {MOST_LINES} butir; tadi ada {len(lines)}.")
        if long := next((line for line in lines if len(line) > LONGEST_LINE), ""):
            raise forms.ValidationError(
                f"Ringkas butir “{long[:40]}…” sampai {LONGEST_LINE} huruf."
            )
        return "\n".join(lines)

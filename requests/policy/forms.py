"""What is told of an activity, of how far it came, of a window and of a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from requests.policy import rules
from requests.policy.actions import ITEM_FIELDS
from requests.policy.enums import Area, Progress, Quarter
from requests.policy.models import FIRST_YEAR, LAST_YEAR, ProgrammeItem, ProposalWindow
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns

if TYPE_CHECKING:
    from datetime import date

    from requests.policy.models import Proposal

MOST_RUPIAH = 100_000_000_000
WINDOW_FIELDS = ("year", "opens_on", "closes_on", "note")
TAKE, MERGE, DECLINE = "muat", "gabung", "tidak"


def rupiah(label: str, help_text: str = "Angka saja, misalnya 12500000.") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=MOST_RUPIAH, required=False
    )


class ItemForm(PlainForm):
    """One activity of the programme."""

    not_done = "Kegiatan belum tersimpan."

    activity = forms.CharField(
        label="Kegiatan",
        help_text="Apa yang dikerjakan, misalnya Pelatihan keamanan kata sandi bagi pegawai.",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    aim = forms.CharField(
        label="Sasaran", help_text="Untuk apa, bagi siapa.", max_length=300, required=False
    )
    output = forms.CharField(
        label="Keluaran",
        help_text="Yang ada bila kegiatan selesai, misalnya 30 pegawai terlatih.",
        max_length=300,
        required=False,
    )
    area = forms.ChoiceField(label="Bidang", choices=Area.choices)
    quarter = forms.TypedChoiceField(
        label="Waktu pelaksanaan", choices=Quarter.choices, coerce=int, widget=forms.RadioSelect
    )
    person = forms.ModelChoiceField(
        label="Penanggung jawab",
        queryset=User.objects.none(),
        required=False,
        empty_label="Belum ditunjuk",
    )
    budget = rupiah("Anggaran (Rp)", "Angka saja, misalnya 12500000. Kosongkan bila tanpa biaya.")

    def __init__(
        self, *args: Any, by: User, cancel: str, item: ProgrammeItem | None = None, **kwargs: Any
    ) -> None:
        told = {name: getattr(item, name) for name in ITEM_FIELDS} if item else {"quarter": 0}
        super().__init__(*args, initial=told, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = User.objects.visible_to(by).filter(is_active=True)
        in_columns(self.fields["quarter"], 3)
        self.helper = submit_with("Simpan kegiatan", cancel=cancel)

    def clean_budget(self) -> int:
        return self.cleaned_data["budget"] or 0


class ProgressForm(PlainForm):
    """How far an activity came."""

    not_done = "Pelaksanaan belum tercatat."

    progress = forms.ChoiceField(
        label="Pelaksanaan", choices=Progress.choices, widget=forms.RadioSelect
    )
    done_on = DayField(
        label="Selesai tanggal", help_text="Kosongkan bila belum selesai.", required=False
    )
    spent = rupiah("Realisasi anggaran (Rp)")
    note = forms.CharField(
        label="Keterangan",
        help_text="Apa yang sudah ada, atau mengapa tidak dilaksanakan.",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, item: ProgrammeItem, today: date, **kwargs: Any) -> None:
        told = {
            "progress": item.progress,
            "done_on": item.done_on,
            "spent": item.spent,
            "note": item.progress_note,
        }
        super().__init__(*args, initial=told, **kwargs)
        self.today = today
        in_columns(self.fields["progress"], 2)
        self.helper = submit_with("Catat pelaksanaan", cancel=item.programme.get_absolute_url())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("done_on") and told["done_on"] > self.today:
            self.add_error("done_on", "Tanggalnya belum tiba. Tulis hari ini atau sebelumnya.")
        if told.get("progress") == Progress.DROPPED and not told.get("note"):
            self.add_error("note", "Tulis mengapa kegiatan ini tidak dilaksanakan.")
        return told


class YearForm(PlainForm):
    """The year of a new programme."""

    not_done = "Program belum dibuat."

    year = forms.IntegerField(label="Tahun", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Susun program", cancel=cancel)


class WindowForm(PlainForm):
    """From when until when the sub-units propose."""

    not_done = "Masa usulan belum tersimpan."

    year = forms.IntegerField(
        label="Untuk program tahun", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    opens_on = DayField(label="Dibuka")
    closes_on = DayField(label="Ditutup", help_text="Hari terakhir usulan diterima.")
    note = forms.CharField(
        label="Petunjuk bagi pengusul",
        help_text="Misalnya batas anggaran atau hal yang diutamakan.",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args: Any, by: User, cancel: str, window: ProposalWindow | None = None, **kwargs: Any
    ) -> None:
        if window:
            kwargs["initial"] = {name: getattr(window, name) for name in WINDOW_FIELDS}
        super().__init__(*args, **kwargs)
        self.by, self.window = by, window
        self.helper = submit_with("Simpan masa usulan", cancel=cancel)

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if (reason := rules.why_not_window_year(self.by, year, besides=self.window)) is not None:
            raise forms.ValidationError(reason)
        return year

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        opens, closes = told.get("opens_on"), told.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Hari penutupan mendahului hari pembukaan.")
        return told


class ProposalForm(PlainForm):
    """What a sub-unit wants."""

    not_done = "Usulan belum terkirim."

    area = forms.ChoiceField(label="Bidang", choices=Area.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label="Yang diusulkan",
        help_text="Misalnya: dua pemindai untuk Kepaniteraan Hukum.",
        min_length=5,
        max_length=200,
    )
    reason = forms.CharField(
        label="Alasan",
        help_text="Pekerjaan apa yang terbantu, dan apa akibatnya bila tidak ada.",
        min_length=10,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    amount = rupiah("Perkiraan biaya (Rp)", "Angka saja. Kosongkan bila tidak tahu.")

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_columns(self.fields["area"], 2)
        self.helper = submit_with("Kirim usulan", cancel=cancel)


class DecideForm(PlainForm):
    """Whether a proposal becomes an activity, joins one, or is left out."""

    not_done = "Putusan belum tercatat."

    what = forms.ChoiceField(
        label="Putusan",
        choices=[
            (TAKE, Choice("Muat", "Menjadi kegiatan sendiri dalam program.")),
            (MERGE, Choice("Gabung", "Terpenuhi oleh kegiatan yang sudah direncanakan.")),
            (DECLINE, Choice("Tidak dimuat", "Alasan wajib; pengusul membacanya.", is_no=True)),
        ],
        widget=forms.RadioSelect,
    )
    quarter = forms.TypedChoiceField(
        label="Waktu pelaksanaan (bila dimuat)", choices=Quarter.choices, coerce=int, initial=0
    )
    item = forms.ModelChoiceField(
        label="Digabung dengan kegiatan",
        queryset=ProgrammeItem.objects.none(),
        required=False,
        empty_label="Pilih kegiatan",
    )
    answer = forms.CharField(
        label="Alasan atau catatan",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        window, items = proposal.window, self.fields["item"]
        items.queryset = ProgrammeItem.objects.filter(  # type: ignore[attr-defined]
            programme__court=window.court_id, programme__year=window.year
        )
        in_columns(self.fields["what"], 3)
        self.helper = submit_with("Catat putusan")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("what") == MERGE and not told.get("item"):
            self.add_error("item", "Pilih kegiatan yang memenuhi usulan ini.")
        if told.get("what") == DECLINE and not told.get("answer"):
            self.add_error("answer", "Tulis alasannya: pengusul membacanya.")
        return told

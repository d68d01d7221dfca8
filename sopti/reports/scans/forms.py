"""A scan, and where it belongs when nobody can read its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.reports.keys import LONGEST_TYPED, key_in
from sopti.reports.layouts import heading_of
from sopti.reports.scans import rules
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm
from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopti.reports.scans.models import Scan
    from sopti.workflow.models import Case, Task

WHOLE_CASE = "berkas"


class ScanForm(PlainForm):
    not_done = "Pindaian belum diunggah."

    file = forms.FileField(
        label="Pindaian atau foto kertas",
        help_text="JPG, PNG, atau PDF, paling besar 10 MB. Satu lembar satu dokumen; kode QR-nya "
        "harus kelihatan utuh.",
        widget=forms.FileInput({"accept": ".jpg,.jpeg,.png,.pdf"}),
        error_messages={
            "required": "Pilih pindaian atau foto kertasnya.",
            "empty": "Dokumen itu kosong. Pilih dokumen yang berisi.",
        },
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Unggah dan baca", cancel=cancel)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if reason := rules.why_not_accept(file):
            raise forms.ValidationError(reason)
        return file

    def taken(self, take: Callable[[], Scan]) -> Scan | None:
        """Hand it on; what is wrong with it is said beside its field, and None returned."""
        try:
            return take()
        except Refusal as reason:
            self.add_error("file", str(reason))
            return None


class PlaceForm(PlainForm):
    """The letters beside the code, or the number of the case."""

    not_done = "Belum jelas kertas ini milik berkas mana."

    key = forms.CharField(
        label="Kode pada kertas",
        help_text="Delapan huruf dan angka di sebelah kode QR, misalnya 7K3M-Q2XF.",
        max_length=LONGEST_TYPED,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    number = forms.CharField(
        label="Atau nomor berkas",
        help_text="Nomor register, misalnya 147/TI.B/PA.Mdn/2026.",
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Cari berkasnya", cancel=reverse("reports:scans"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("key"):
            told["key"] = key_in(told["key"])
            if not told["key"]:
                self.add_error("key", "Kode terdiri dari delapan huruf dan angka, tanpa 0, O, 1, "
                                      "I, L, dan U.")  # fmt: skip
        elif not told.get("number") and not self.errors:
            self.add_error("key", "Ketik kode pada kertas, atau nomor berkasnya.")
        return told

    def placed(self, by_key: Callable[[str], Scan], by_number: Callable[[str], Scan]) -> bool:
        """Hand on what was typed; a refusal is said beside the field it is about."""
        key = self.cleaned_data.get("key", "")
        try:
            by_key(key) if key else by_number(self.cleaned_data["number"])
        except Refusal as reason:
            self.add_error("key" if key else "number", str(reason))
            return False
        return True


class SheetForm(PlainForm):
    """Which sheet of the case it is."""

    not_done = "Pindaian belum disimpan."

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = case.tasks.filter(status=TaskStatus.DONE).order_by("step", "pk")
        self._tasks: dict[str, Task] = {str(task.pk): task for task in done}
        for task in self._tasks.values():
            task.case = case
        sheets = [(key, Choice(f"Langkah {task.step}: {heading_of(task)}", task.document_number))
                  for key, task in self._tasks.items()]  # fmt: skip
        whole = (WHOLE_CASE, Choice("Berkas lengkap", f"Cetakan seluruh berkas {case.number}"))
        self.fields["sheet"] = forms.ChoiceField(
            label="Lembar yang mana?",
            choices=[*sheets, whole],
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih lembar yang dipindai."},
        )
        self.helper = submit_with("Simpan pindaian", cancel=reverse("reports:scans"))

    @property
    def task(self) -> Task | None:
        """The step whose sheet was chosen; None for the whole case."""
        return self._tasks.get(self.cleaned_data["sheet"])

"""Which file, and what becomes of assets that are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm

if TYPE_CHECKING:
    from collections.abc import Callable

SKIPS, UPDATES = "lewati", "perbarui"
MODES = [
    (SKIPS, Choice("Lewati", "Yang sudah tercatat tidak diubah.")),
    (UPDATES, Choice("Perbarui", "Ikuti isi dokumen; sel kosong tidak mengubah apa-apa.")),
]


class ImportForm(PlainForm):
    not_done = "Dokumen belum diperiksa."

    file = forms.FileField(
        label="Dokumen",
        help_text="Excel (.xlsx) atau CSV, paling banyak 5.000 baris.",
        widget=forms.FileInput({"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih dokumen Excel atau CSV.",
            "empty": "Dokumen itu kosong. Pilih dokumen yang berisi.",
        },
    )
    mode = forms.ChoiceField(
        label="Bila NUP sudah tercatat", choices=MODES, widget=forms.RadioSelect, initial=SKIPS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Periksa dokumen", cancel=reverse("maintenance:assets"))

    def kept_by(self, keep: Callable[..., Any]) -> Any:
        """Hand the file on; what is wrong with it is said beside its field, and None returned."""
        updates = self.cleaned_data["mode"] == UPDATES
        try:
            return keep(self.cleaned_data["file"], updates=updates)
        except Refusal as reason:
            self.add_error("file", str(reason))
            return None

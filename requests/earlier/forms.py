"""Which file, what to look for, and why an import is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm

if TYPE_CHECKING:
    from collections.abc import Callable


class EarlierFilter(forms.Form):
    """The search of the old book. Everything that comes in by the address goes through it."""

    q = forms.CharField(
        label="Cari nomor, kata, atau nama",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class FileForm(PlainForm):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Periksa dokumen", cancel=reverse("requests:earlier"))

    def kept_by(self, keep: Callable[..., Any]) -> Any:
        """Hand the file on; what is wrong with it is said beside its field, and None returned."""
        try:
            return keep(self.cleaned_data["file"])
        except Refusal as reason:
            self.add_error("file", str(reason))
            return None


class UndoForm(PlainForm):
    not_done = "Impor belum dibatalkan."

    reason = forms.CharField(
        label="Alasan",
        help_text="Misalnya: dokumennya salah, atau tanggalnya bergeser.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Batalkan impor", cancel=reverse("requests:earlier"))

"""The form of a note for the next edition."""

from __future__ import annotations

from typing import Any

from django import forms

from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm

MOST_LETTERS, LEAST_LETTERS = 600, 10


class NoteForm(PlainForm):
    not_done = "Catatan belum tersimpan."
    text = forms.CharField(
        label="Catatan",
        help_text="Yang perlu diubah pada SOP, dan mengapa. Boleh dengan angka di atas.",
        min_length=LEAST_LETTERS,
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Simpan catatan", cancel=cancel)

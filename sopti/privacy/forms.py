"""What is wrong about oneself, and what the administrator makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.privacy import rules
from sopti.privacy.enums import CorrectionStatus, Field
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns, reveal, wanted

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.privacy.models import Correction

VERDICTS = [
    (CorrectionStatus.DONE.value, Choice("Perbaiki", "Data akun diubah seperti yang diminta.")),
    (
        CorrectionStatus.REFUSED.value,
        Choice("Tolak", "Data tetap seperti sekarang.", is_no=True, reveals=True),
    ),
]


class AskForm(PlainForm):
    """One thing that is wrong, and what it should be."""

    not_done = "Permintaan koreksi belum terkirim."

    field = forms.ChoiceField(label="Yang keliru", choices=[("", "Pilih data"), *Field.choices])
    wanted = forms.CharField(
        label="Seharusnya",
        help_text="Tulis lengkap seperti seharusnya. Kosongkan bila datanya harus dihapus.",
        max_length=254,
        required=False,
    )
    reason = forms.CharField(
        label="Penjelasan",
        help_text="Misalnya: gelar bertambah menurut SK Nomor …, atau nomor ruang berubah.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, by: User, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        wanted(self.fields["wanted"])
        self.helper = submit_with("Kirim permintaan koreksi", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("field") == Field.NIP:
            told["wanted"] = re.sub(r"\s", "", told.get("wanted", ""))
        if not self.errors:
            reason = rules.why_not_ask(self.by, told["field"], told["wanted"])
            if reason is not None:
                self.add_error("wanted", reason)
        return told


class DecideForm(PlainForm):
    """Correct it, or say why not."""

    not_done = "Permintaan koreksi belum diputus."

    status = forms.TypedChoiceField(
        label="Keputusan", choices=VERDICTS, coerce=CorrectionStatus, widget=forms.RadioSelect
    )
    answer = reveal(
        wanted(
            forms.CharField(
                label="Alasan penolakan",
                help_text="Dibaca oleh yang meminta.",
                max_length=500,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )
        )
    )

    def __init__(self, *args: Any, correction: Correction, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_columns(self.fields["status"], 2)
        self.helper = submit_with("Simpan keputusan", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        is_no = told.get("status") == CorrectionStatus.REFUSED
        if is_no and not told.get("answer"):
            self.add_error("answer", "Tulis alasan penolakan, supaya yang meminta mengerti.")
        return told | ({} if is_no else {"answer": ""})

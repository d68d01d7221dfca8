"""What the requester fills in when their request is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from requests.closing.actions import Opinion
from requests.enums import Mark
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm, in_columns, tucked
from sopti.workflow.forms import ReasonForm


class ReopenForm(ReasonForm):
    not_done = "Permintaan belum dibuka kembali."

    def __init__(self, *args: Any, back: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label = "Apa yang belum beres?"
        reason.help_text = "Dibaca petugas pada permintaan yang baru."
        reason.error_messages["required"] = "Tulis apa yang belum beres."
        self.helper = submit_with("Buka kembali permintaan", cancel=back)


def _mark(label: str) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(
        label=label,
        choices=Mark.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": f"Pilih satu jawaban: {label.lower().rstrip('?')}."},
    )
    return in_columns(field, 4)


class SurveyForm(PlainForm):
    not_done = "Survei belum terkirim."
    speed = _mark("Bagaimana waktu penanganannya?")
    outcome = _mark("Bagaimana hasilnya?")
    manner = _mark("Bagaimana sikap petugas?")
    words = tucked(
        forms.CharField(
            label="Saran",
            required=False,
            max_length=1000,
            widget=forms.Textarea({"rows": 3}),
        ),
        "Tambah saran",
    )

    def __init__(self, *args: Any, case_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        back = reverse("workflow:case", args=[case_id])
        self.helper = submit_with("Kirim survei", cancel=back)

    def opinion(self) -> Opinion:
        """Return what was ticked, as the action takes it."""
        return Opinion(**self.cleaned_data)

"""The terms of a court, and the decision on a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.retained import Retained, months_words, retained
from sopti.retention.enums import DestructionStatus
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns, reveal, wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

NEVER = "tidak"
OFFERED = (3, 6, 12, 24, 36, 60, 120, 240, 360)  # months
VERDICTS = [
    (
        DestructionStatus.APPROVED.value,
        Choice("Setujui", "Data pada usul ini dimusnahkan dan tidak dapat dikembalikan."),
    ),
    (
        DestructionStatus.REFUSED.value,
        Choice("Tolak", "Tidak ada yang dimusnahkan.", is_no=True, reveals=True),
    ),
]


class TermsForm(PlainForm):
    """For how long each kind of data is kept: one choice a kind, none below its least."""

    not_done = "Jangka waktu belum tersimpan."

    def __init__(
        self, *args: Any, months: Mapping[str, int | None], cancel: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in retained():
            self.fields[kind.key] = _field_of(kind, months[kind.key])
        self.helper = submit_with("Simpan jangka waktu", cancel=cancel)

    @property
    def months(self) -> dict[str, int | None]:
        """Return what was chosen, by kind."""
        return dict(self.cleaned_data)


def _field_of(kind: Retained, now: int | None) -> forms.TypedChoiceField:
    offered = {one for one in OFFERED if one >= kind.least} | ({now} if now else set())
    choices = [(NEVER, "Tidak dimusnahkan")]
    choices += [(str(one), months_words(one)) for one in sorted(offered)]
    return forms.TypedChoiceField(
        label=kind.title,
        help_text=f"{kind.says} Paling singkat {months_words(kind.least)}.",
        choices=choices,
        coerce=_months,
        empty_value=None,
        initial=NEVER if now is None else str(now),
    )


def _months(chosen: str) -> int | None:
    return None if chosen == NEVER else int(chosen)


class DecideForm(PlainForm):
    """Approve, or say why not."""

    not_done = "Usul pemusnahan belum diputus."

    status = forms.TypedChoiceField(
        label="Keputusan", choices=VERDICTS, coerce=DestructionStatus, widget=forms.RadioSelect
    )
    reason = reveal(
        wanted(
            forms.CharField(
                label="Alasan penolakan",
                help_text="Misalnya: masih diperlukan untuk pemeriksaan tahun ini.",
                max_length=500,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )
        )
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_columns(self.fields["status"], 2)
        self.helper = submit_with("Simpan keputusan", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("status") == DestructionStatus.APPROVED:
            told["reason"] = ""
        elif "status" in told and not told.get("reason"):
            self.add_error("reason", "Tulis alasan penolakan; Pengelola SOPTI membacanya.")
        return told

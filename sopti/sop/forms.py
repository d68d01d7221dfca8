"""Forms of the SOP pages: which edition, which two, and who performs a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.sop.models import Edition
    from sopti.sop.schema import Procedure, Step


def _editions(editions: Sequence[Edition]) -> list[tuple[str, str]]:
    return [
        (str(one.number), f"Edisi {one.number}, {one.get_status_display().lower()}")
        for one in editions
    ]


class EditionForm(forms.Form):
    """?edisi=N: which edition of a document to show. Nonsense shows what counts."""

    edisi = forms.TypedChoiceField(label="Edisi", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, editions: Sequence[Edition]) -> None:
        super().__init__(data)
        self.fields["edisi"].choices = _editions(editions)  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> int | None:
        return self.cleaned_data["edisi"] if self.is_valid() else None


class TwoEditionsForm(forms.Form):
    """?dari=1&ke=2: the two editions to compare."""

    dari = forms.TypedChoiceField(label="SOP semula", required=False, coerce=int, empty_value=None)
    ke = forms.TypedChoiceField(label="SOP menjadi", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, editions: Sequence[Edition]) -> None:
        super().__init__(data)
        for name in ("dari", "ke"):
            self.fields[name].choices = _editions(editions)  # type: ignore[attr-defined]  # a choice field

    def chosen(self, name: str) -> int | None:
        self.is_valid()
        return self.cleaned_data.get(name)


class PerformerForm(forms.Form):
    """Who performs a step: the proposal confirmed, or another column of the table."""

    not_done = "Pelaksana belum ditetapkan."
    procedure = forms.SlugField(widget=forms.HiddenInput)
    step = forms.IntegerField(min_value=1, max_value=99, widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label="Pelaksana",
        error_messages={
            "required": "Pilih pelaksana langkah ini.",
            "invalid_choice": "Pilih pelaksana dari kolom tabel ini.",
        },
    )
    reason = forms.CharField(
        label="Alasan bila diganti",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": "Persingkat alasan menjadi paling banyak 300 huruf."},
    )

    def __init__(self, data: Any = None, *, asked: Procedure, about: Step) -> None:
        initial = {"procedure": asked.key, "step": about.number, "role": about.role}
        prefix = f"{asked.key}-{about.number}"
        super().__init__(data, initial=initial, auto_id=f"id_{prefix}_%s")
        self.proposed = about.role
        lanes = [(lane.role, " ".join(lane.head.split())) for lane in asked.lanes]
        self.fields["role"].choices = lanes  # type: ignore[attr-defined]  # a choice field

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        role = self.cleaned_data.get("role")
        if role and role != self.proposed and not reason:
            raise forms.ValidationError("Tulis alasan mengganti pelaksana.")
        return reason

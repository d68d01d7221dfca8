"""Finding the other request, and why it belongs to this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.errors import Refusal
from sopti.ui.forms import PlainForm

if TYPE_CHECKING:
    from requests.models import RequestLink


class FindForm(forms.Form):
    q = forms.CharField(
        label="Cari nomor, kata, atau pemohon",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )

    def words(self) -> str:
        """Return what is looked for; what cannot be understood counts as nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip()


class RelateForm(PlainForm):
    """Why two requests belong together. It stands inside a list, so its errors are refusals."""

    other = forms.IntegerField(min_value=1, max_value=2**62)
    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=300,
        error_messages={
            "required": "Tulis alasannya, supaya tercatat.",
            "min_length": "Alasan terlalu pendek: tulis paling sedikit 5 huruf.",
            "max_length": "Ringkas alasannya sampai 300 huruf.",
        },
    )

    def told(self, *, not_done: str) -> dict[str, Any]:
        if not self.is_valid():
            said = self.errors.get("reason") or ["Pilih permintaannya dari daftar."]
            raise Refusal(f"{not_done} {said[0]}")
        return self.cleaned_data


class BackForm(forms.Form):
    """From which of both cases a link was undone."""

    case_pk = forms.IntegerField(required=False)

    def case(self, link: RequestLink) -> int:
        self.is_valid()
        asked = self.cleaned_data.get("case_pk")
        return link.second_id if asked == link.second_id else link.first_id

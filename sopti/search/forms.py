"""What a search asks."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST = 200  # letters of a search; what is longer is cut, not refused


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Kata atau nomor",
        required=False,
        widget=forms.TextInput({"type": "search", "maxlength": LONGEST, "class": "form-control"}),
    )
    jenis = forms.SlugField(required=False, max_length=20)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> dict[str, Any]:
        """Return what is asked; what cannot be understood counts as not asked for."""
        self.is_valid()
        told = self.cleaned_data
        q = (told.get("q") or "")[:LONGEST].strip()
        return {"q": q, "kind": told.get("jenis") or "", "page": told.get("hal") or 1}

"""Which paper, and which edition."""

from django import forms

PAPERS = [("a4", "A4"), ("f4", "F4")]


class PaperForm(forms.Form):
    kertas = forms.ChoiceField(label="Kertas", choices=PAPERS, required=False)
    edisi = forms.IntegerField(label="Edisi", required=False, min_value=1, max_value=32767)

    @property
    def paper(self) -> str:
        """Return the chosen paper; whatever else is asked for, A4."""
        return (self.cleaned_data.get("kertas") if self.is_valid() else "") or "a4"

    @property
    def number(self) -> int | None:
        return self.cleaned_data.get("edisi") if self.is_valid() else None

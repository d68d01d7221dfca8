"""The page number of the inbox, as it comes in by the address."""

from django import forms


class PageForm(forms.Form):
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def number(self) -> int:
        """Return the page asked for, or the first."""
        return (self.cleaned_data.get("hal") or 1) if self.is_valid() else 1

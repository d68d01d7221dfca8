"""What the provider sends back with the person, as an address."""

from __future__ import annotations

from django import forms

from sopti.sso.errors import untrusted


class AnswerForm(forms.Form):
    state = forms.CharField(max_length=200)
    code = forms.CharField(max_length=4000, required=False)
    error = forms.CharField(max_length=100, required=False)
    iss = forms.CharField(max_length=255, required=False)

    def told(self) -> dict[str, str]:
        if not self.is_valid():
            raise untrusted("answer: not as the provider should send it")
        return self.cleaned_data

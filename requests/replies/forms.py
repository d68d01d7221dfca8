"""Writing a ready sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from requests.replies import rules
from requests.replies.actions import Wording
from requests.replies.enums import NAMES, Purpose
from sopti.core import words
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm

if TYPE_CHECKING:
    from requests.models import ReadySentence
    from sopti.people.models import User

NAMED = words.listed([f"{{{name}}} ({meaning})" for name, meaning in NAMES.items()])


class SentenceForm(PlainForm):
    not_done = "Kalimat belum tersimpan."

    purpose = forms.ChoiceField(label="Dipakai untuk")
    title = forms.CharField(
        label="Judul", help_text="Dua atau tiga kata, tertulis pada tombolnya.", max_length=40
    )
    text = forms.CharField(
        label="Kalimat",
        help_text=f"Terisi sendiri: {NAMED}.",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
    order = forms.IntegerField(
        label="Urutan",
        help_text="Angka kecil di depan; empat yang pertama menjadi tombol.",
        min_value=0,
        max_value=9999,
        initial=100,
    )

    def __init__(
        self, *args: Any, keeper: User, sentence: ReadySentence | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if sentence is not None:
            del self.fields["purpose"]
        else:
            offered = [(one.value, one.label) for one in rules.kept_by(keeper)]
            self.fields["purpose"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        self.keeper, self.sentence = keeper, sentence
        self.helper = submit_with("Simpan kalimat", cancel=reverse("requests:sentences"))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if refused := rules.why_not_write(text):
            raise forms.ValidationError(refused)
        return text

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "title" in told and (purpose := self._purpose()):
            refused = rules.why_not_title(
                told["title"], purpose, by=self.keeper, besides=self.sentence
            )
            if refused:
                self.add_error("title", refused)
        return told

    def _purpose(self) -> str:
        return self.sentence.purpose if self.sentence else self.cleaned_data.get("purpose", "")

    def wording(self) -> Wording:
        """Return what was written, as the actions take it."""
        told = self.cleaned_data
        return Wording(self._purpose(), told["title"], told["text"], told["order"])


class AskedFor(forms.Form):
    """For what the address says that a new sentence is."""

    untuk = forms.ChoiceField(choices=Purpose.choices)

    def purpose(self) -> str | None:
        self.is_valid()
        return self.cleaned_data.get("untuk")


class UseForm(forms.Form):
    """Whether a sentence is to be offered from now on."""

    pakai = forms.BooleanField(required=False)

    def is_active(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("pakai"))

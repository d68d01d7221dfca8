"""The form of a line: to whom, what is asked, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.ui.forms import PlainForm, in_columns, say_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from requests.dispositions.rules import Receiver


class PassOnForm(PlainForm):
    not_done = "Disposisi belum diteruskan."
    to = forms.ChoiceField(label="Diteruskan kepada")
    please = forms.MultipleChoiceField(
        label="Dengan hormat harap", required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label="Catatan", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, *args: Any, receivers: Iterable[Receiver], please: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.value, f"{one.user}, {one.head}") for one in receivers]
        to: Any = self.fields["to"]
        to.choices = people if len(people) == 1 else [("", "Pilih pegawai"), *people]
        ticks: Any = self.fields["please"]
        ticks.choices = [(word, word) for word in please]
        in_columns(ticks, 2)
        say_plainly(to)

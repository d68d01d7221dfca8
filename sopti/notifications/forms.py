"""What comes in by the pages of the inbox: a page number, and a person's wishes."""

from typing import Any

from django import forms
from django.urls import reverse

from sopti.notifications.channels import channels_of, default_of, kinds_of
from sopti.notifications.enums import Channel, Kind
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm, in_columns

HINTS = {
    Kind.WAITING: "Langkah yang menunggu Anda kerjakan atau putuskan.",
    Kind.MINE: "Permintaan Anda dikembalikan, selesai, atau ditolak; juga kabar lain untuk Anda.",
    Kind.TALK: "Pertanyaan kepada Anda, dan jawaban atas pertanyaan Anda.",
    Kind.REMINDER: "Kurang dari 4 jam kerja sebelum batas, dan sesudah batas lewat.",
    Kind.LATE_BELOW: "Langkah yang sehari kerja setelah batasnya belum juga selesai.",
}


class PageForm(forms.Form):
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def number(self) -> int:
        """Return the page asked for, or the first."""
        return (self.cleaned_data.get("hal") or 1) if self.is_valid() else 1


class WishesForm(PlainForm):
    """One question for each kind of message that the person can get."""

    not_done = "Pengaturan belum tersimpan."

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Simpan pengaturan", cancel=reverse("notifications:inbox"))
        now = channels_of(person)
        for kind in kinds_of(person):
            usual = default_of(kind, person.role_keys).label.lower()
            self.fields[kind.value] = in_columns(
                forms.ChoiceField(
                    label=kind.label,
                    help_text=f"{HINTS[kind]} Biasanya: {usual}.",
                    choices=Channel.choices,
                    initial=now[kind].value,
                    widget=forms.RadioSelect,
                    error_messages={"required": f"Pilih cara untuk: {kind.label.lower()}."},
                ),
                3,
            )

    def wishes(self) -> dict[Kind, Channel]:
        return {Kind(name): Channel(value) for name, value in self.cleaned_data.items()}

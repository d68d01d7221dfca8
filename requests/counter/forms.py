"""The short form of the counter: who, what, one line, on which way. All else has a default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from requests.actions import Wish
from requests.counter.finding import SHORTEST, label_of, matching
from requests.enums import Channel, Urgency
from requests.forms import CATEGORIES, SHORTEST_TITLE, URGENCIES, AskingForm
from sopti.ui.crispy import submit_with
from sopti.ui.fields import ListedInput
from sopti.ui.forms import Choice, in_columns, wanted
from sopti.workflow.forms import AttachmentsField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.people.models import User

MOST_SHOWN = 9  # people to choose from; more of them are looked for by another letter
LISTED = "orang"  # the id of the list of people in the page
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.SELF]
BRIEF = ("Perangkat", "Jaringan", "SIPP", "Aplikasi lain", "Akun", "Website", "Data", "Lainnya")
SHORT = [
    (key, Choice(brief, picture=label.picture))
    for (key, label), brief in zip(CATEGORIES, BRIEF, strict=True)
]


class CounterForm(AskingForm):
    not_done = "Permintaan belum tercatat."
    doubtful = ("title", "detail")

    who = forms.CharField(
        label="Siapa yang meminta?",
        help_text="Ketik dua huruf nama, jabatan, atau unitnya.",
        max_length=250,
        widget=forms.TextInput({"list": LISTED, "autocomplete": "off", "autofocus": True}),
        error_messages={"required": "Tulis siapa yang meminta."},
    )
    person = wanted(forms.ChoiceField(label="Yang mana?", required=False, widget=forms.RadioSelect))
    category = in_columns(
        forms.ChoiceField(
            label="Apa yang tidak berfungsi?",
            choices=SHORT,
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih jenis layanan."},
        ),
        4,
    )
    title = forms.CharField(
        label="Masalahnya, dalam satu kalimat",
        min_length=SHORTEST_TITLE,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "Tulis masalahnya dalam satu kalimat."},
    )
    came_by = in_columns(
        forms.ChoiceField(
            label="Masuk lewat",
            choices=CHANNELS,
            initial=Channel.COUNTER,
            widget=forms.RadioSelect,
            error_messages={"required": "Pilih lewat mana permintaan ini masuk."},
        ),
        4,
    )
    asset_or_place = forms.CharField(
        label="Perangkat atau ruang",
        help_text="Bila dikosongkan: unit kerja pemohon.",
        max_length=120,
        required=False,
    )
    detail = forms.CharField(
        label="Uraian", max_length=10_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    urgency = forms.ChoiceField(
        label="Urgensi menurut pemohon",
        choices=[(key, str(label)) for key, label in URGENCIES],
        initial=Urgency.HINDERED,
        required=False,
    )
    files = AttachmentsField(label="Foto")  # type: ignore[assignment]  # a field

    EXTRAS = ("asset_or_place", "detail", "urgency", "files")

    def __init__(
        self, *args: Any, colleagues: Sequence[User], things: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asset_or_place"].widget = ListedInput(things, {"maxlength": 120})
        self.people = {str(one.pk): one for one in colleagues}
        named = self._named()
        self.offered = named if len(named) > 1 else []
        shown = [(str(one.pk), label_of(one)) for one in self.offered[:MOST_SHOWN]]
        self.fields["person"].choices = shown  # type: ignore[attr-defined]  # a ChoiceField
        if not shown:
            del self.fields["person"]
        self.helper = submit_with("Catat permintaan", cancel=reverse("requests:worklist"))
        self.helper.form_id = "ajukan"

    @property
    def labels(self) -> list[str]:
        """Return how the people stand in the list to choose from."""
        return [label_of(one) for one in self.people.values()]

    @property
    def has_wrong_extras(self) -> bool:
        return any(self.has_error(name) for name in self.EXTRAS)

    def _named(self) -> list[User]:
        text = " ".join(str(self.data.get("who", "")).split())
        return matching(text, self.people.values()) if len(text) >= SHORTEST else []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "who" in told:
            told["requester"] = self._requester(told)
        self._warn_once(told)
        if self.errors and self.files and not self.has_error("files"):
            self.add_error("files", "Pilih fotonya sekali lagi: peramban tidak menyimpannya.")
        return told

    def _requester(self, told: dict[str, Any]) -> User | None:
        """Return who is meant, or say what is needed to know it."""
        found = self._named()
        if chosen := self.people.get(told.get("person") or ""):
            return chosen
        if len(found) == 1:
            return found[0]
        if len(found) > MOST_SHOWN:
            self.add_error("who", f"Ada {len(found)} orang yang cocok. Tulis lebih banyak huruf.")
        elif found:
            self.add_error("person", f"Ada {len(found)} orang yang cocok. Pilih satu.")
        else:
            self.add_error("who", self._nobody(told["who"]))
        return None

    def _nobody(self, text: str) -> str:
        if len(text.strip()) < SHORTEST:
            return f"Tulis paling sedikit {SHORTEST} huruf."
        return f"Tidak ada pegawai yang cocok dengan “{text}”. Periksa ejaan atau tulis unitnya."

    def wish(self) -> Wish:
        """Return what is asked for; what was left empty follows from who asks."""
        told = self.cleaned_data
        person: User = told["requester"]
        return Wish(
            category=told["category"],
            urgency=told["urgency"] or Urgency.HINDERED,
            title=told["title"],
            detail=told["detail"] or told["title"],
            asset_or_place=told["asset_or_place"] or person.unit or str(person)[:120],
            came_by=told["came_by"],
        )


class CameBy(forms.Form):
    """On which way the request before came in: the next one mostly takes the same."""

    lewat = forms.ChoiceField(choices=CHANNELS)

    def channel(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("lewat") or Channel.COUNTER

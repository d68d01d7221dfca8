"""Who uses a seat of a licence, and a kind of the court's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maintenance.assets.models import Asset
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm

if TYPE_CHECKING:
    from maintenance.assets.models import Licence


class SeatForm(PlainForm):
    """A device or a person that uses a seat from now on; one of the two."""

    not_done = "Pemakaian lisensi belum tercatat."

    device = forms.ModelChoiceField(
        label="Perangkat", queryset=Asset.objects.none(), required=False, empty_label="Pilih"
    )
    person = forms.ModelChoiceField(
        label="Atau orang", queryset=User.objects.none(), required=False, empty_label="Pilih"
    )

    def __init__(self, *args: Any, licence: Licence, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        devices = Asset.objects.visible_to(by).in_use().filter(kind__is_licence=False)
        fields["device"].queryset = devices.exclude(seats__licence=licence)
        people = User.objects.visible_to(by).filter(is_active=True)
        seated = licence.used.exclude(person=None).values("person")
        fields["person"].queryset = people.exclude(pk__in=seated)
        self.helper = submit_with("Catat pemakaian", cancel=licence.asset.get_absolute_url())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and (told.get("device") is None) == (told.get("person") is None):
            self.add_error("device", "Pilih satu: perangkat, atau orang yang memakainya.")
        return told

    def user(self) -> Asset | User:
        chosen: Asset | User = self.cleaned_data["device"] or self.cleaned_data["person"]
        return chosen


class KindForm(PlainForm):
    """A kind that the house does not know."""

    not_done = "Jenis aset belum ditambahkan."

    name = forms.CharField(
        label="Nama jenis", help_text="Kata benda, misalnya Mesin presensi.", max_length=60
    )
    helper = submit_with("Tambah jenis")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

"""What is told of a server, and what is read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.forms.models import model_to_dict
from pydantic import BaseModel, ConfigDict, Field

from maintenance.assets.models import Asset
from maintenance.servers import rules
from maintenance.servers.actions import Measured
from maintenance.servers.enums import MEASURED, Measure
from maintenance.servers.models import COLDEST, HOTTEST, MOST_LOAD, Server
from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm, tucked

if TYPE_CHECKING:
    from sopti.people.models import User

FIELDS = (
    "name", "serves", "room", "asset", "disk_limit", "memory_limit", "load_limit",
    "temperature_limit",
)  # fmt: skip
NOTHING_READ = "Isi paling sedikit satu angka yang terbaca."
ODD_TEXT = r"^[A-Za-z0-9/._ -]*$"


def percent(label: str, hint: str = "", *, least: int = 0, required: bool = True) -> Any:
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=100, required=required,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip


def number(label: str, hint: str, *, least: float, most: float, required: bool = True) -> Any:
    return forms.FloatField(
        label=label, help_text=hint, min_value=least, max_value=most, required=required,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip


class ServerForm(PlainForm):
    """Which machine it is, and from which numbers on people are warned."""

    not_done = "Data server belum tersimpan."

    name = forms.CharField(
        label="Nama", help_text="Seperti orang menyebutnya, misalnya Server SIPP.", max_length=80
    )
    serves = forms.CharField(
        label="Dipakai untuk",
        help_text="Apa yang berhenti bila server ini mati, misalnya SIPP dan basis datanya.",
        max_length=200,
    )
    room = forms.CharField(label="Letak", max_length=80, required=False)
    asset = forms.ModelChoiceField(
        label="Aset",
        help_text="Bila servernya tercatat sebagai aset: pekerjaan padanya masuk kartu historis.",
        queryset=Asset.objects.none(),
        required=False,
        empty_label="Bukan aset pengadilan",
    )
    disk_limit = percent("Batas disk (%)", "Diperingatkan bila disk terisi sebanyak ini.", least=1)
    memory_limit = percent("Batas memori (%)", least=1)
    load_limit = number(
        "Batas beban",
        "Angka “load average”; lazimnya sebanyak inti prosesornya.",
        least=0.1,
        most=MOST_LOAD,
    )
    temperature_limit = forms.IntegerField(label="Batas suhu (°C)", min_value=1, max_value=HOTTEST)

    def __init__(self, *args: Any, server: Server, by: User, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial=model_to_dict(server, FIELDS), **kwargs)
        self.server = server
        fields: dict[str, Any] = self.fields
        free = Q(retired_on=None, server=None) | Q(pk=server.asset_id)
        fields["asset"].queryset = (
            Asset.objects.visible_to(by).filter(free, kind__is_licence=False).order_by("name")
        )
        if server.pk is not None:
            fields["is_active"] = forms.BooleanField(
                label="Masih dipakai", required=False, initial=server.is_active,
                help_text="Tanpa centang server ini tidak dibaca dan tidak diperingatkan lagi.",
            )  # fmt: skip
        self.by = by
        self.helper = submit_with("Simpan server", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name, value in told.items():
            setattr(self.server, name, value)
        if not self.errors and (reason := rules.why_not_save(self.by, self.server)) is not None:
            self.add_error("name", reason)
        return told


class ReadingForm(PlainForm):
    """What a person reads from the machine, perhaps on a phone beside it."""

    not_done = "Pembacaan belum tercatat."

    disk = percent("Disk terpakai (%)", "Dari disk yang paling penuh.", required=False)
    memory = percent("Memori terpakai (%)", required=False)
    load = number(
        "Beban", "Angka rata-rata 5 menit, misalnya 1.4", least=0, most=MOST_LOAD, required=False
    )
    temperature = forms.IntegerField(
        label="Suhu (°C)", min_value=COLDEST, max_value=HOTTEST, required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    note = tucked(forms.CharField(label="Catatan", max_length=300, required=False))

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Catat pembacaan", cancel=cancel, stick=True)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and all(told.get(measure.value) is None for measure in MEASURED):
            self.add_error(Measure.DISK.value, NOTHING_READ)
        return told

    def measured(self) -> Measured:
        return Measured(**self.cleaned_data)


class Posted(BaseModel):
    """What an agent sends: numbers within reason, and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    disk: int | None = Field(default=None, ge=0, le=100)
    memory: int | None = Field(default=None, ge=0, le=100)
    load: float | None = Field(default=None, ge=0, le=MOST_LOAD)
    temperature: int | None = Field(default=None, ge=COLDEST, le=HOTTEST)
    where: str = Field(default="", max_length=60, pattern=ODD_TEXT)

    def measured(self) -> Measured | None:
        """Return the numbers; None when there is none among them."""
        told = Measured(**self.model_dump())
        return told if any(value is not None for value in told.numbers.values()) else None

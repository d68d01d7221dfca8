"""What is told of a line, a measurement and a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import model_to_dict

from maintenance.assets.models import Asset
from maintenance.network import rules
from maintenance.network.enums import LineKind, LineState, Severity
from maintenance.network.models import FASTEST, Line
from maintenance.words import choice, line, text
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns, tucked

if TYPE_CHECKING:
    from sopti.people.models import User

FIELDS = (
    "name", "kind", "serves", "provider", "customer_number", "contact", "down", "up",
)  # fmt: skip
NO_SPEED = "Jalur ini memakai kecepatan: isi unduhnya, atau pilih Putus."


def speed(label: str, hint: str = "", *, least: float = 0) -> forms.FloatField:
    return forms.FloatField(
        label=label, help_text=hint, min_value=least, max_value=FASTEST, required=False,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip


class LineForm(PlainForm):
    not_done = "Data jalur belum tersimpan."

    name = forms.CharField(
        label="Nama", help_text="Misalnya Internet utama, LAN lantai 2.", max_length=80
    )
    kind = in_columns(choice("Jenis", LineKind.choices), 3)
    serves = line("Melayani", "Ruang atau layanan yang bergantung padanya.")
    provider = forms.CharField(
        label="Penyedia", help_text="Kosongkan untuk jaringan sendiri.", max_length=120,
        required=False,
    )  # fmt: skip
    customer_number = forms.CharField(label="Nomor pelanggan", max_length=60, required=False)
    contact = forms.CharField(
        label="Kontak gangguan", help_text="Nomor telepon atau surel yang dihubungi.",
        max_length=160, required=False,
    )  # fmt: skip
    down = speed("Kecepatan unduh yang dijanjikan (Mbps)", least=0.1)
    up = speed("Kecepatan unggah yang dijanjikan (Mbps)", least=0.1)

    def __init__(self, *args: Any, line: Line, by: User, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial=model_to_dict(line, FIELDS), **kwargs)
        self.line, self.by = line, by
        if line.pk is not None:
            self.fields["is_active"] = forms.BooleanField(
                label="Masih dipakai", required=False, initial=line.is_active
            )
        self.helper = submit_with("Simpan jalur", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name, value in told.items():
            setattr(self.line, name, value)
        if not self.errors and (reason := rules.why_not_save(self.by, self.line)) is not None:
            self.add_error("name", reason)
        return told


class CheckForm(PlainForm):
    """A measurement, perhaps on a phone that is connected to the line."""

    not_done = "Pengukuran belum tercatat."

    state = in_columns(
        choice(
            "Keadaan",
            [
                (LineState.GOOD.value, Choice("Baik")),
                (LineState.SLOW.value, Choice("Lambat")),
                (LineState.DOWN.value, Choice("Putus", is_no=True)),
            ],
        ),
        3,
    )
    down = speed("Unduh (Mbps)", "Dari uji kecepatan, misalnya 71.4")
    up = speed("Unggah (Mbps)")
    latency = forms.IntegerField(
        label="Waktu tanggap (ms)", min_value=0, max_value=60_000, required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    note = tucked(forms.CharField(label="Catatan", max_length=300, required=False))

    def __init__(self, *args: Any, line: Line, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        self.helper = submit_with("Catat pengukuran", cancel=cancel, stick=True)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        has_promise = self.line.down is not None
        works = told.get("state") in {LineState.GOOD.value, LineState.SLOW.value}
        if has_promise and works and not self.errors and told.get("down") is None:
            self.add_error("down", NO_SPEED)
        return told


class FindingForm(PlainForm):
    """What is wrong, where, and how much."""

    not_done = "Temuan belum tercatat."

    line = forms.ModelChoiceField(
        label="Jalur", queryset=Line.objects.none(), required=False, empty_label="Bukan jalur"
    )
    asset = forms.ModelChoiceField(
        label="Perangkat", help_text="Bila masalahnya pada satu perangkat.",
        queryset=Asset.objects.none(), required=False, empty_label="Bukan satu perangkat",
    )  # fmt: skip
    place = forms.CharField(
        label="Letak", help_text="Misalnya ruang sidang 2, lubang 14.", max_length=120,
        required=False,
    )  # fmt: skip
    what = text("Masalahnya", rows=3, required=True, most=500)
    severity = in_columns(
        choice(
            "Akibatnya",
            [
                (Severity.LIGHT.value, Choice("Ringan", "pekerjaan masih berjalan")),
                (Severity.HEAVY.value, Choice("Berat", "pekerjaan terhenti")),
            ],
        ),
        2,
    )

    def __init__(self, *args: Any, by: User, line: Line | None, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"line": line}, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["line"].queryset = Line.objects.visible_to(by).in_use()
        fields["asset"].queryset = (
            Asset.objects.visible_to(by).in_use().filter(kind__is_licence=False)
        )
        self.helper = submit_with("Catat temuan", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("line") and told.get("asset"):
            self.add_error("asset", "Pilih salah satu: jalur, atau perangkat.")
        if not self.errors and not any(told.get(name) for name in ("line", "asset", "place")):
            self.add_error("place", "Pilih jalur atau perangkatnya, atau tulis letaknya.")
        return told


class SolveForm(PlainForm):
    not_done = "Temuan belum selesai."

    solution = text("Bagaimana diselesaikan", rows=3, required=True, most=500)

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Temuan selesai", cancel=cancel)

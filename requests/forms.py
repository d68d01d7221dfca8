"""The form of a service request."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from requests import privacy
from requests.actions import Wish
from requests.enums import Category, Urgency
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, wanted
from sopti.workflow.forms import AttachmentsField

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_TITLE, SHORTEST_DETAIL = 5, 20

CATEGORIES = [
    (Category.HARDWARE, Choice("Perangkat keras", "komputer, pencetak, pemindai")),
    (Category.NETWORK, Choice("Jaringan dan internet", "Wi-Fi, kabel, sambungan putus")),
    (Category.SIPP, Choice("SIPP dan aplikasi perkara", "tidak dapat dibuka, sinkronisasi")),
    (Category.APPLICATION, Choice("Aplikasi lain", "e-Court, SIMARI, perkantoran")),
    (Category.ACCOUNT, Choice("Akun, e-mail, dan hak akses", "kata sandi, akun baru")),
    (Category.WEBSITE, Choice("Website dan publikasi", "isi, tautan rusak")),
    (Category.DATA, Choice("Data dan cadangan", "data hilang, pemulihan")),
    (Category.OTHER, Choice("Lainnya", "yang tidak ada di atas")),
]
URGENCIES = [
    (Urgency.STOPPED, Choice("Pekerjaan berhenti", "Tidak ada cara lain; pelayanan terganggu.")),
    (Urgency.HINDERED, Choice("Pekerjaan terganggu", "Masih ada cara lain, tetapi lambat.")),
    (Urgency.CAN_WAIT, Choice("Dapat menunggu", "Tidak mengganggu pekerjaan hari ini.")),
]


class RequestForm(PlainForm):
    not_done = "Permintaan belum terkirim."

    category = forms.ChoiceField(
        label="Jenis layanan",
        help_text="Pilih yang paling dekat. Petugas TI dapat mengubahnya.",
        choices=CATEGORIES,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Perihal",
        help_text="Satu kalimat pendek. Ini yang dibaca pimpinan.",
        min_length=SHORTEST_TITLE,
        max_length=100,
        error_messages={
            "required": "Tulis perihalnya dalam satu kalimat pendek.",
            "min_length": f"Perihal terlalu pendek: tulis paling sedikit {SHORTEST_TITLE} huruf.",
            "max_length": "Perihal terlalu panjang: ringkas sampai 100 huruf.",
        },
    )
    asset_or_place = forms.CharField(
        label="Perangkat atau ruang",
        help_text="Nomor NUP pada stiker, nama perangkat atau aplikasi, atau nama ruang.",
        max_length=120,
        error_messages={"required": "Isi perangkat, aplikasi, atau ruangnya."},
    )
    detail = forms.CharField(
        label="Uraian",
        help_text=format_html(
            "{} <b>{}</b>",
            "Apa yang terjadi, sejak kapan, dan apa yang sudah dicoba.",
            "Jangan menulis nama pihak atau nomor perkara.",
        ),
        min_length=SHORTEST_DETAIL,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": "Tulis uraiannya: apa yang terjadi dan sejak kapan.",
            "min_length": f"Uraian terlalu pendek: tulis paling sedikit {SHORTEST_DETAIL} huruf.",
            "max_length": "Uraian terlalu panjang: ringkas sampai 10.000 huruf.",
        },
    )
    urgency = forms.ChoiceField(
        label="Seberapa mendesak menurut Anda?",
        help_text="Prioritas resmi ditentukan pelaksana SOP.",
        choices=URGENCIES,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih seberapa mendesak menurut Anda."},
    )
    files = AttachmentsField(label="Foto atau dokumen")  # type: ignore[assignment]  # a field
    requester = forms.ModelChoiceField(
        label="Permintaan ini untuk siapa?",
        help_text="Terisi nama Anda. Untuk rekan kerja, pilih namanya; "
        "Anda tercatat sebagai yang mengajukan.",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Pilih untuk siapa permintaan ini.",
            "invalid_choice": "Pilih nama pegawai dari daftar.",
        },
    )

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    checked = wanted(
        forms.BooleanField(
            label="Sudah saya periksa; tetap kirim",
            help_text="Centang hanya bila bukan data pihak dan bukan kata sandi.",
            required=False,
        )
    )

    def __init__(self, *args: Any, filer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts = self._look_for_doubts()
        if not self.doubts:
            del self.fields["checked"]
        colleagues = User.objects.visible_to(filer).filter(is_active=True)
        self.fields["requester"].queryset = colleagues  # type: ignore[attr-defined]  # see above
        self.fields["requester"].initial = filer.pk
        self.fields["category"].columns = 2  # type: ignore[attr-defined]  # read by ui/fields/_group
        self.helper = submit_with("Kirim permintaan", cancel=reverse("home"))
        self.helper.form_id = "ajukan"
        self.helper.attrs["data-autosave"] = reverse("requests:keep_draft")

    def _look_for_doubts(self) -> dict[str, list[str]]:
        """Return what looks as if it did not belong into the words that were sent, by field."""
        words = {name: str(self.data.get(name, "")) for name in ("title", "detail")}
        return {name: found for name in words if (found := privacy.doubts_in(words[name]))}

    def _warn_once(self, told: dict[str, Any]) -> None:
        """Send the form back with what is doubtful, until its writer says that it was checked."""
        if told.get("checked"):
            return
        for name, doubts in self.doubts.items():
            for doubt in doubts:
                self.add_error(name, f"{self.fields[name].label} {doubt}")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._warn_once(told)
        if self.errors and self.files and not self.has_error("files"):
            self.add_error(
                "files",
                "Pilih lampirannya sekali lagi: peramban tidak menyimpan lampiran.",
            )
        return told

    def clean_seen(self) -> set[int]:
        """Return the similar requests that were shown already."""
        return {int(one) for one in self.cleaned_data["seen"].split(",") if one.isdecimal()}

    def mark_seen(self, cases: Iterable[int]) -> None:
        """Remember in the page that these similar requests were shown."""
        shown = sorted(self.cleaned_data["seen"] | set(cases))
        self.data = {**self.data.dict(), "seen": ",".join(map(str, shown))}  # type: ignore[attr-defined]  # a QueryDict

    def wish(self) -> Wish:
        """Return what is asked for, as the action takes it."""
        told = self.cleaned_data
        return Wish(**{part.name: told[part.name] for part in dataclass_fields(Wish)})

"""The form of a service request."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from requests import privacy, questions
from requests.actions import Wish
from requests.enums import Category, Urgency
from requests.questions import about_field, only_for
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns, wanted
from sopti.workflow.forms import AttachmentsField
from sopti.workflow.subjects import offered_to

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_TITLE, SHORTEST_DETAIL = 5, 20
LONGEST_THING = 120

CATEGORIES = [
    (Category.HARDWARE, Choice("Perangkat keras", "komputer, pencetak, pemindai", "pc-display")),
    (Category.NETWORK, Choice("Jaringan dan internet", "Wi-Fi, kabel, sambungan", "wifi")),
    (Category.SIPP, Choice("SIPP dan aplikasi perkara", "galat, sinkronisasi", "bank")),
    (Category.APPLICATION, Choice("Aplikasi lain", "e-Court, perkantoran", "window-stack")),
    (Category.ACCOUNT, Choice("Akun, e-mail, dan hak akses", "kata sandi", "person-lock")),
    (Category.WEBSITE, Choice("Website dan publikasi", "isi, tautan rusak", "globe2")),
    (Category.DATA, Choice("Data dan cadangan", "data hilang, pemulihan", "database")),
    (Category.OTHER, Choice("Lainnya", "yang tidak ada di sini", "three-dots")),
]
URGENCIES = [
    (Urgency.STOPPED, Choice("Pekerjaan berhenti", "Tidak ada cara lain; pelayanan terganggu.")),
    (Urgency.HINDERED, Choice("Pekerjaan terganggu", "Masih ada cara lain, tetapi lambat.")),
    (Urgency.CAN_WAIT, Choice("Dapat menunggu", "Tidak mengganggu pekerjaan hari ini.")),
]


class AskingForm(PlainForm):
    """What every form of a request has: it warns of what does not belong there, and remembers.

    `doubtful` names the fields whose words are looked at.
    """

    not_done = "Permintaan belum terkirim."
    doubtful: tuple[str, ...] = ()

    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    checked = wanted(
        forms.BooleanField(
            label="Sudah saya periksa; tetap kirim",
            help_text="Centang hanya bila bukan data pihak dan bukan kata sandi.",
            required=False,
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts = self._look_for_doubts()
        if not self.doubts:
            del self.fields["checked"]
        self.order_fields([name for name in self.fields if name not in {"seen", "checked"}])

    def _look_for_doubts(self) -> dict[str, list[str]]:
        """Return what looks as if it did not belong into the words that were sent, by field."""
        words = {name: str(self.data.get(name, "")) for name in self.doubtful}
        return {name: found for name in words if (found := privacy.doubts_in(words[name]))}

    def _warn_once(self, told: dict[str, Any]) -> None:
        """Send the form back with what is doubtful, until its writer says that it was checked."""
        if told.get("checked"):
            return
        for name, doubts in self.doubts.items():
            for doubt in doubts:
                self.add_error(name, f"{self.fields[name].label} {doubt}")
        if self.doubts:
            box = self.fields["checked"].label
            self.add_error("checked", f"Bila isinya memang perlu, centang “{box}”.")

    def clean_seen(self) -> set[int]:
        """Return the similar requests that were shown already."""
        return {int(one) for one in self.cleaned_data["seen"].split(",") if one.isdecimal()}

    def mark_seen(self, cases: Iterable[int]) -> None:
        """Remember in the page that these similar requests were shown."""
        shown = sorted(self.cleaned_data["seen"] | set(cases))
        self.data = {**self.data.dict(), "seen": ",".join(map(str, shown))}  # type: ignore[attr-defined]  # a QueryDict


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as in Django at run time
    """A colleague, or who fills the form in, who is known without being asked for."""

    known: User | None = None

    def to_python(self, value: Any) -> User | None:
        if self.known is not None and value == str(self.known.pk):
            return self.known
        found: User | None = super().to_python(value)
        return found


class RequestForm(AskingForm):
    doubtful = ("title", "detail", "account", "message")

    category = forms.ChoiceField(
        label="Apa yang tidak berfungsi?",
        help_text="Pilih yang paling dekat. Petugas TI dapat mengubahnya.",
        choices=CATEGORIES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih jenis layanan.",
            "invalid_choice": "Pilih jenis layanan dari daftar; pilihan tadi tidak ada.",
        },
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
    device = only_for(
        forms.ChoiceField(
            label="Perangkat Anda yang mana?",
            help_text="Yang Anda pegang atau dipakai unit Anda. "
            "Bila tidak ada di daftar, tulis di bawahnya.",
            required=False,
        ),
        *questions.NAMED_BY_THING,
    )
    asset_or_place = about_field(
        "Perangkat atau ruang",
        "Nomor NUP pada stiker, nama perangkat atau aplikasi, atau nama ruang.",
        *questions.NAMED_BY_THING,
        missing="Isi perangkat, aplikasi, atau ruangnya.",
    )
    account = about_field(
        "Akun siapa, pada aplikasi apa?",
        "Misalnya: SIPP, akun panitera pengganti. Jangan menulis kata sandi.",
        Category.ACCOUNT,
        missing="Isi akun siapa dan pada aplikasi apa.",
    )
    page = about_field(
        "Halaman mana?",
        "Judul halaman atau alamatnya.",
        Category.WEBSITE,
        missing="Isi halaman website mana.",
    )
    lost = about_field(
        "Data yang mana?",
        "Nama berkas atau map, dan kapan terakhir masih ada.",
        Category.DATA,
        missing="Isi data yang mana.",
    )
    reach = only_for(
        in_columns(
            forms.ChoiceField(
                label="Siapa yang terganggu?",
                choices=questions.REACHES,
                required=False,
                widget=forms.RadioSelect,
            ),
            3,
        ),
        *questions.DISTURBED,
    )
    message = only_for(
        forms.CharField(label="Pesan galat yang muncul", required=False, max_length=300),
        *questions.SHOWS_MESSAGE,
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
    requester = ColleagueField(
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

    def __init__(self, *args: Any, filer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.visible_to(filer).filter(is_active=True)
        self.fields["requester"].queryset = colleagues  # type: ignore[attr-defined]  # see above
        self.fields["requester"].initial = filer.pk
        self.fields["requester"].known = filer  # type: ignore[attr-defined]  # see above
        self.devices: dict[str, str] = {}
        if not self.is_bound or self.data.get("device"):
            self.offer_devices(filer)
        in_columns(self.fields["category"], 4)
        self._offer_solutions()
        self.helper = submit_with("Kirim permintaan", cancel=reverse("home"))
        self.helper.form_id = "ajukan"
        self.helper.attrs["data-autosave"] = reverse("requests:keep_draft")

    def _offer_solutions(self) -> None:
        """Look for solutions below the title as soon as it is written. Nothing else is sent."""
        title = self.fields["title"]
        title.below = "requests/knowledge/_below_title.html"  # type: ignore[attr-defined]  # read by ui/fields/_control
        title.widget.attrs |= {
            "hx-get": reverse("requests:maybe_helps"),
            "hx-trigger": "change, change from:[name=category]",
            "hx-include": "[name=category]:checked",
            "hx-target": "#mungkin",
        }

    def offer_devices(self, filer: User) -> None:
        """Let the person choose among the things they use; who uses none is not asked.

        A form that was sent without a device asks for them only when it is shown once more.
        """
        if self.devices or "device" not in self.fields:
            return
        own = {one.name: f"{one.label}, {one.hint}" for one in offered_to(filer)}
        self.devices = own
        if not own:
            del self.fields["device"]
            return
        field: Any = self.fields["device"]
        field.choices = [("", "Tidak ada di daftar ini"), *own.items()]

    def _name_the_thing(self, told: dict[str, Any]) -> None:
        """Take what the request is about from the question that its category asks."""
        category = told.get("category")
        if category is None:
            return
        name = questions.ABOUT.get(category, questions.THING)
        if name == questions.THING and (device := self.devices.get(told.get("device", ""))):
            told[name] = told.get(name) or device[:LONGEST_THING]
        else:
            told["device"] = ""
        if not told.get(name) and not self.has_error(name):
            self.add_error(name, self.fields[name].missing)  # type: ignore[attr-defined]  # see about_field
        told[questions.THING] = told.get(name, "")
        told["answers"] = questions.answers_of(told)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._name_the_thing(told)
        self._warn_once(told)
        if self.errors and self.files and not self.has_error("files"):
            self.add_error(
                "files",
                "Pilih lampirannya sekali lagi: peramban tidak menyimpan lampiran.",
            )
        return told

    def wish(self) -> Wish:
        """Return what is asked for, as the action takes it."""
        told = self.cleaned_data
        asked = {part.name for part in dataclass_fields(Wish)} & told.keys()
        return Wish(**{name: told[name] for name in asked})

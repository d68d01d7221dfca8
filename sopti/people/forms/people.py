"""A person, an appointment, and the questions one may ask of their lists."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.timezone import get_current_timezone

from sopti.people import rules
from sopti.people.enums import Capacity
from sopti.people.models import Appointment, Role, User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm

if TYPE_CHECKING:
    from datetime import date

PERMANENT = "tetap"
CAPACITIES = [
    (PERMANENT, Choice("Definitif", "Pejabat atau pelaksana tetap.")),
    (Capacity.PLH.value, Choice("Plh.", "Pelaksana harian: pejabatnya berhalangan sementara.")),
    (Capacity.PLT.value, Choice("Plt.", "Pelaksana tugas: jabatannya sedang kosong.")),
]
WHEN = [("kini", "Berlaku sekarang"), ("nanti", "Akan datang"), ("lalu", "Sudah berakhir")]
ACCOUNT_NAME = UnicodeUsernameValidator(
    message="Nama pengguna memuat huruf, angka, titik, garis bawah, atau tanda hubung saja.",
    code="account_name",  # a code of its own: the field's general "invalid" would replace the words
)


class PersonForm(PlainForm):
    """What is known of a person: no more than work needs (UU 27/2022)."""

    not_done = "Data orang ini belum tersimpan."

    full_name = forms.CharField(
        label="Nama lengkap dan gelar",
        help_text="Seperti tercetak pada tanda tangan, misalnya Siti Rahmawati, S.H.I.",
        max_length=120,
    )
    username = forms.CharField(
        label="Nama pengguna",
        help_text="Dipakai untuk masuk, misalnya siti.rahmawati. Jangan memakai NIP.",
        max_length=150,
        validators=[ACCOUNT_NAME],
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    nip = forms.CharField(
        label="NIP",
        help_text="18 angka; spasi boleh ditulis. Kosongkan untuk PPNPN.",
        max_length=24,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    position = forms.CharField(label="Jabatan", max_length=120)
    unit = forms.CharField(label="Unit kerja", max_length=120, required=False)
    phone = forms.CharField(
        label="Kontak kerja",
        help_text="Nomor telepon dinas atau ruang, bukan nomor pribadi.",
        max_length=40,
        required=False,
    )
    email = forms.EmailField(
        label="E-mail dinas",
        required=False,
        max_length=254,
        error_messages={"invalid": "Tulis alamat e-mail lengkap, misalnya nama@pa-madiun.go.id."},
    )

    def __init__(self, *args: Any, person: User, cancel: str, **kwargs: Any) -> None:
        if person.pk is not None:
            kwargs["initial"] = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.person = person
        self.helper = submit_with("Simpan" if person.pk else "Buat akun", cancel=cancel)

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.person.pk).exists():
            raise forms.ValidationError(f"Nama pengguna {name} sudah dipakai. Pilih nama lain.")
        return name

    def clean_nip(self) -> str:
        digits = re.sub(r"\s", "", self.cleaned_data["nip"])
        if digits and not re.fullmatch(r"[0-9]{18}", digits):
            raise forms.ValidationError("NIP terdiri dari 18 angka. Periksa jumlah angkanya.")
        if digits and not _is_a_day(digits[:8]):
            raise forms.ValidationError(
                "NIP dimulai dengan tanggal lahir (tahun, bulan, hari). Periksa delapan angka awal."
            )
        return digits


class AppointmentForm(PlainForm):
    """Who holds which role from when, and on what letter it rests when acting."""

    not_done = "Penunjukan belum tercatat."

    user = forms.ModelChoiceField(label="Pegawai", queryset=User.objects.none())
    role = forms.ModelChoiceField(
        label="Peran",
        help_text="Peran menentukan langkah SOP mana yang menunggu orang ini.",
        queryset=Role.objects.none(),
    )
    capacity = forms.TypedChoiceField(
        label="Kedudukan",
        choices=CAPACITIES,
        coerce=lambda chosen: Capacity.DEFINITIVE if chosen == PERMANENT else Capacity(chosen),
        widget=forms.RadioSelect,
    )
    letter_number = forms.CharField(
        label="Nomor surat perintah",
        help_text="Wajib untuk Plh. dan Plt.; tercetak di bawah tanda tangan.",
        max_length=80,
        required=False,
    )
    title = forms.CharField(
        label="Sebutan jabatan",
        help_text="Seperti tercetak pada tanda tangan. Kosongkan untuk memakai nama peran.",
        max_length=120,
        required=False,
    )
    starts_on = DayField(label="Mulai tanggal")
    ends_on = DayField(
        label="Sampai tanggal",
        help_text="Hari terakhir yang masih berlaku. Kosongkan bila belum diketahui.",
        required=False,
    )

    def __init__(
        self, *args: Any, by: User, on: date, user: User | None, cancel: str, **kwargs: Any
    ) -> None:
        first = {"capacity": PERMANENT, "starts_on": on, "user": user}
        super().__init__(*args, initial=first, **kwargs)
        self.by, self.on = by, on
        people = User.objects.visible_to(by).filter(is_active=True)
        roles = Role.objects.filter(can_log_in=True).exclude(pk=rules.EVERYBODY)
        for name, rows in (("user", people), ("role", roles)):
            field = self.fields[name]
            field.queryset = rows  # type: ignore[attr-defined]  # both are ModelChoiceFields
            field.empty_label = "Pilih …"  # type: ignore[attr-defined]
        self.helper = submit_with("Catat penunjukan", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            reason = rules.why_not_appoint(self.by, self.appointment(), on=self.on)
            if reason is not None:
                self.add_error(_field_of(reason), reason)
        return given

    def appointment(self) -> Appointment:
        """Return what is wanted, not yet saved."""
        return Appointment(court=self.by.court, **self.cleaned_data)


class EndForm(PlainForm):
    """The last day of an appointment."""

    not_done = "Penunjukan belum diakhiri."

    ends_on = DayField(
        label="Hari terakhir", help_text="Pada hari itu penunjukan ini masih berlaku."
    )

    def __init__(
        self, *args: Any, held: Appointment, by: User, on: date, cancel: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"ends_on": held.ends_on or on}, **kwargs)
        self.held, self.by, self.on = held, by, on
        self.helper = submit_with("Akhiri penunjukan", cancel=cancel)

    def clean_ends_on(self) -> date:
        last: date = self.cleaned_data["ends_on"]
        reason = rules.why_not_end(self.by, self.held, ends_on=last, on=self.on)
        if reason is not None:
            raise forms.ValidationError(reason)
        return last


class PersonChoice(forms.Form):
    """Whom the address names, so that the form opens with that person."""

    pegawai = forms.IntegerField(required=False, min_value=1, max_value=2**31)

    def person(self, *, of: User) -> User | None:
        """Return the colleague named, or None."""
        chosen = self.cleaned_data["pegawai"] if self.is_valid() else None
        return User.objects.visible_to(of).filter(pk=chosen).first() if chosen else None


class PeopleFilter(forms.Form):
    """Whom to list."""

    q = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    nonaktif = forms.BooleanField(
        label="Juga akun nonaktif",
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def asked(self) -> dict[str, Any]:
        """Return what was asked for; nonsense counts as not asked."""
        self.is_valid()
        known = {"q": "", "nonaktif": False, "hal": 1}
        return known | {name: value for name, value in self.cleaned_data.items() if value}


class AppointmentFilter(forms.Form):
    """Which appointments to list."""

    saat = forms.ChoiceField(label="Keadaan", choices=WHEN, required=False)
    q = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def asked(self) -> dict[str, Any]:
        """Return what was asked for; nonsense counts as not asked."""
        self.is_valid()
        known = {"saat": "kini", "q": "", "hal": 1}
        return known | {name: value for name, value in self.cleaned_data.items() if value}


def _is_a_day(digits: str) -> bool:
    try:
        datetime.strptime(digits, "%Y%m%d").replace(tzinfo=get_current_timezone())
    except ValueError:
        return False
    return True


def _field_of(reason: str) -> str | None:
    """Return the field that a reason is about, so that the page shows it there."""
    return "letter_number" if "nomor surat perintah" in reason else None

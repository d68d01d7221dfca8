"""Codes and passkeys, in our words. Each code counts once, on whatever machine it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.recovery_codes import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.urls import reverse

from sopti.identity import rules
from sopti.identity.codes import use_code
from sopti.people.actions import GRACE
from sopti.people.enums import SecondFactor
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, say_plainly

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sopti.people.models import Court, User

LONGEST_NAME = 60
CODE = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
    "maxlength": "12",
}


class _Plain:
    """Our labels and sentences on a form of allauth's."""

    use_required_attribute = False
    not_done = "Identitas Anda belum dipastikan."
    act, cancel = "Pastikan", ""  # the button, and the name of the page that "Batal" leads to
    labels: Mapping[str, tuple[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.labels.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= CODE
        for field in self.fields.values():
            say_plainly(field)
        self.helper = submit_with(self.act, cancel=reverse(self.cancel) if self.cancel else "")


class _OnceCode(_Plain):
    """A code of the phone or of the paper, which is refused the second time."""

    labels = {"code": ("Kode", "Enam angka dari aplikasi di ponsel, atau satu kode cadangan.")}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the form of allauth's below
        if not use_code(self.authenticator, code):  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OnceCode, base_forms.AuthenticateForm):
    not_done, act, cancel = "Anda belum masuk.", "Masuk", "account_login"


class ConfirmByCodeForm(_OnceCode, base_forms.ReauthenticateForm):
    pass


class ConfirmByPasswordForm(_Plain, account_forms.ReauthenticateForm):
    labels = {"password": ("Kata sandi", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shown so that the browser offers the password of this account.
        self.fields["account"] = forms.CharField(
            label="Nama pengguna",
            initial=self.user.get_username(),
            disabled=True,
            widget=forms.TextInput({"autocomplete": "username"}),
        )
        self.order_fields(["account", "password"])


class AddAppForm(_Plain, totp_forms.ActivateTOTPForm):
    not_done, act, cancel = "Aplikasi kode belum terpasang.", "Pasang aplikasi kode", "mfa_index"
    labels = {"code": ("Kode dari aplikasi", "Enam angka yang sedang tampak di ponsel.")}


class NewCodesForm(_Plain, code_forms.GenerateRecoveryCodesForm):
    not_done = "Kode cadangan baru belum dibuat."


class PasskeyForm(_Plain, passkey_forms.AuthenticateWebAuthnForm):
    not_done = "Anda belum masuk."


class ConfirmByPasskeyForm(_Plain, passkey_forms.ReauthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(_Plain, passkey_forms.LoginWebAuthnForm):
    not_done = "Anda belum masuk."


class AddPasskeyForm(_Plain, passkey_forms.AddWebAuthnForm):
    name = forms.CharField(max_length=LONGEST_NAME, required=False)

    not_done = "Passkey belum ditambahkan."
    labels = {
        "name": ("Nama passkey", "Agar Anda mengenalinya nanti, misalnya: ponsel saya."),
        "passwordless": (
            "Dapat dipakai masuk tanpa kata sandi",
            "Perangkatnya meminta sidik jari, wajah, atau PIN.",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class NamePasskeyForm(_Plain, passkey_forms.EditWebAuthnForm):
    name = forms.CharField(max_length=LONGEST_NAME)

    not_done, act, cancel = "Nama passkey belum disimpan.", "Simpan nama", "mfa_index"
    labels = {"name": ("Nama passkey", "Misalnya: ponsel saya, komputer ruang kerja.")}


class DeviceForm(forms.Form):
    """The session that was chosen from the list."""

    perangkat = forms.IntegerField(min_value=1, max_value=2**62)

    @property
    def chosen(self) -> list[int]:
        return [self.cleaned_data["perangkat"]] if self.is_valid() else []


class PageForm(forms.Form):
    """Which page of a list is asked for."""

    hal = forms.IntegerField(required=False, min_value=1, max_value=9999)

    @property
    def number(self) -> int:
        return (self.cleaned_data["hal"] or 1) if self.is_valid() else 1


OF_WHOM = [
    (SecondFactor.OFF.value, Choice("Tidak diminta", "Siapa yang mau tetap dapat memasangnya.")),
    (
        SecondFactor.DECIDERS.value,
        Choice(
            "Dari yang memutus",
            "Pimpinan, pengelola SOPTI, dan peran yang memutus langkah pada SOP yang berlaku.",
        ),
    ),
    (SecondFactor.ALL.value, Choice("Dari semua orang", "Semua akun pengadilan ini.")),
]


class RuleForm(PlainForm):
    """The court's rule of who proves themselves twice, and how often again."""

    not_done = "Aturan keamanan akun belum tersimpan."

    second_factor = forms.ChoiceField(
        label="Pengesahan dua langkah", choices=OF_WHOM, widget=forms.RadioSelect
    )
    second_factor_from = DayField(
        label="Wajib mulai",
        help_text="Sampai hari itu SOPTI hanya mengingatkan; sesudahnya yang belum memasang "
        "dibawa memasangnya lebih dulu.",
        required=False,
    )
    confirm_minutes = forms.IntegerField(
        label="Pastikan lagi sesudah (menit)",
        help_text="Memberlakukan SOP, menunjuk orang, dan mengatur ulang kata sandi meminta bukti "
        "lagi bila bukti terakhir lebih lama dari ini.",
        min_value=5,
        max_value=120,
    )

    def __init__(
        self, *args: Any, by: User, court: Court, on: date, cancel: str, **kwargs: Any
    ) -> None:
        first = {name: getattr(court, name) for name in self.base_fields}
        first["second_factor_from"] = first["second_factor_from"] or on + GRACE
        super().__init__(*args, initial=first, **kwargs)
        self.by, self.court, self.on = by, court, on
        self.helper = submit_with("Simpan aturan", cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "second_factor_from" in told and "second_factor" in told:
            wanted, starts_on = told["second_factor"], told["second_factor_from"]
            reason = rules.why_not_demand(
                self.by, self.court, wanted=wanted, starts_on=starts_on, on=self.on
            )
            if reason is not None:
                self.add_error("second_factor_from", reason)
        return told

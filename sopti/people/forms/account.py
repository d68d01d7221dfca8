"""Logging in and changing one's password, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django import forms
from django.urls import reverse

from sopti.ui.crispy import submit_with
from sopti.ui.forms import say_plainly

if TYPE_CHECKING:
    from django.http import QueryDict


class LoginForm(allauth_forms.LoginForm):
    not_done = "Anda belum masuk."
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], "Nama pengguna")
        _say(self.fields["password"], "Kata sandi")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    not_done = "Kata sandi belum diganti."
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Shown so that the browser keeps the new password under the right name.
        self.fields["account"] = forms.CharField(
            label="Nama pengguna",
            initial=self.user.get_username() if self.user else "",
            disabled=True,
            widget=forms.TextInput({"autocomplete": "username"}),
        )
        self.order_fields(["account"])
        _say(self.fields["oldpassword"], "Kata sandi yang sekarang")
        _say(
            self.fields["password1"],
            "Kata sandi baru",
            "Paling sedikit 12 huruf atau angka; tiga kata yang tidak berhubungan mudah diingat. "
            "Jangan memakai nama Anda, nama pengadilan, NIP, atau tanggal lahir.",
        )
        _say(self.fields["password2"], "Kata sandi baru sekali lagi")
        self.helper = submit_with("Ganti kata sandi", cancel=reverse("home"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = forms.Form.clean(self) or {}
        new, again = given.get("password1"), given.get("password2")
        if new and again and new != again:
            self.add_error("password2", "Dua kata sandi baru itu berbeda. Ketik keduanya lagi.")
        if new and new == given.get("oldpassword"):
            self.add_error("password1", "Kata sandi baru sama dengan yang lama. Pilih yang lain.")
        return given


class AccountChoiceForm(forms.Form):
    """The account of the demonstration that was picked by its link."""

    akun = forms.CharField(required=False, max_length=150)

    @classmethod
    def account_in(cls, query: QueryDict) -> str:
        form = cls(query)
        return form.cleaned_data["akun"] if form.is_valid() else ""


def _say(field: forms.Field, label: str, hint: str = "") -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    say_plainly(field)

"""Writing down a channel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from sopti.ui.crispy import submit_with
from sopti.ui.forms import PlainForm
from website_ops.channels.enums import ChannelKind


class ChannelForm(PlainForm):
    not_done = "Saluran belum tersimpan."

    kind = forms.ChoiceField(label="Jenis", choices=ChannelKind.choices)
    name = forms.CharField(
        label="Nama", max_length=80, help_text="Seperti dikenal orang, misalnya @pa.madiun."
    )
    address = forms.URLField(
        label="Alamat",
        max_length=200,
        assume_scheme="https",
        help_text="Halaman depannya. Alamat yang terbit diperiksa terhadap ini.",
        error_messages={"invalid": "Tulis alamat lengkap, dimulai dengan https://"},
    )
    is_active = forms.BooleanField(label="Masih dipakai", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Simpan saluran", cancel=reverse("website_ops:channels"))

"""What is told of a service, and of each time for which it is paid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import DayField, PlainForm, tucked
from sopti.workflow import uploads
from website_ops.renewals import rules
from website_ops.renewals.enums import Kind
from website_ops.sites.models import Site

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from website_ops.renewals.models import Service, Term

MOST_RUPIAH = 100_000_000_000
ENDINGS = ",".join(f".{ending}" for ending in uploads.ACCEPTED)


class ServiceForm(PlainForm):
    """What the court pays for."""

    not_done = "Langganan belum tersimpan."

    kind = forms.ChoiceField(label="Jenis", choices=[("", "Pilih"), *Kind.choices])
    name = forms.CharField(
        label="Nama layanan", help_text="Misalnya Hosting situs utama.", max_length=120
    )
    site = forms.ModelChoiceField(
        label="Untuk situs", queryset=Site.objects.none(), required=False, empty_label="Umum"
    )
    keeper = forms.ModelChoiceField(
        label="Pengelola",
        help_text="Diingatkan 60, 30, dan 7 hari sebelum habis, "
        "bersama Umum dan Keuangan serta Sekretaris.",
        queryset=User.objects.none(),
        empty_label="Pilih pegawai",
    )
    note = forms.CharField(
        label="Catatan", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, service: Service, by: User, cancel: str, **kwargs: Any) -> None:
        first: dict[str, Any] = {"kind": service.kind, "name": service.name, "note": service.note}
        first |= {"site": service.site_id, "keeper": service.keeper_id}
        super().__init__(*args, initial=first, **kwargs)
        self.service = service
        fields: dict[str, Any] = self.fields
        fields["site"].queryset = Site.objects.visible_to(by).in_use()
        people = User.objects.filter(court=by.court_id, is_active=True)
        fields["keeper"].queryset = people.order_by("full_name")
        tucked(self.fields["note"])
        label = "Simpan perubahan" if service.pk else "Catat langganan"
        self.helper = submit_with(label, cancel=cancel)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if (reason := rules.why_not_name(self.service, name)) is not None:
            raise forms.ValidationError(reason)
        return name


class TermFields(PlainForm):
    """One time for which a service is paid, with its bill."""

    not_done = "Perpanjangan belum tersimpan."

    provider = forms.CharField(label="Penyedia", max_length=120)
    starts_on = DayField(label="Mulai tanggal")
    until = DayField(label="Sampai tanggal")
    cost = forms.IntegerField(
        label="Biaya seluruhnya (rupiah)",
        help_text="Angka saja, tanpa titik. Tulis 0 bila tanpa biaya.",
        min_value=0,
        max_value=MOST_RUPIAH,
    )
    bill_number = forms.CharField(label="Nomor faktur", required=False, max_length=80)
    bill = forms.FileField(
        label="Faktur",
        help_text="Foto atau PDF tagihan yang dibayar.",
        required=False,
        widget=forms.ClearableFileInput({"accept": ENDINGS}),
    )

    def clean_bill(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["bill"]
        if file and (reason := uploads.why_not_accept(file)) is not None:
            raise forms.ValidationError(reason)
        return file or None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("starts_on") and told.get("until"):
            reason = self._why_not(told["starts_on"], told["until"])
            if reason is not None:
                self.add_error("until", reason)
        return told

    def _why_not(self, starts_on: date, until: date) -> str | None:
        return rules.why_not_span(starts_on, until)


class NewServiceForm(ServiceForm, TermFields):
    """A service together with the term that runs now."""

    not_done = "Langganan belum tersimpan."
    field_order = ["kind", "name", "site", "provider", "starts_on", "until", "cost", "bill_number",
                   "bill", "keeper", "note"]  # fmt: skip


class RenewForm(TermFields):
    """The next term of a service, begun with what the former one says."""

    def __init__(self, *args: Any, service: Service, former: Term | None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_after(former), **kwargs)
        self.former = former
        self.helper = submit_with("Catat perpanjangan", cancel=service.get_absolute_url())

    def _why_not(self, starts_on: date, until: date) -> str | None:
        reason = super()._why_not(starts_on, until)
        if reason is None and self.former is not None:
            return rules.why_not_renew_until(self.former, until)
        return reason


def _after(former: Term | None) -> dict[str, Any]:
    if former is None:
        return {}
    starts_on = former.until + timedelta(days=1)
    lasted = former.until - former.starts_on
    return {
        "provider": former.provider,
        "starts_on": starts_on,
        "until": starts_on + lasted,
        "cost": former.cost,
    }

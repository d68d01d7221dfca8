"""Renew: what ends soon, what was arranged with finance, and what has been renewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.errors import Refusal
from sopti.ui.forms import Choice, DayField, in_columns, reveal
from sopti.workflow.deeds import Deed
from website_ops.renewals.actions import renew
from website_ops.renewals.enums import STEPS
from website_ops.renewals.models import Term
from website_ops.renewals.rules import why_not_renew_until, why_not_span
from website_ops.sites import recorded
from website_ops.sites.deeds.parts import paragraph, radio, rupiah, today_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

NOTHING, PROPOSED, RENEWED = (
    "Tidak ada yang perlu diperpanjang",
    "Diusulkan kepada Umum dan Keuangan",
    "Sudah diperpanjang",
)
WANTED = {
    "layanan": "Pilih layanan yang diperpanjang.",
    "sampai": "Tulis sampai tanggal berapa layanan itu diperpanjang.",
    "biaya": "Tulis biayanya. Tulis 0 bila tanpa biaya.",
}


class RenewService(Deed):
    key = "renew-service"
    labels = {
        "jatuh_tempo": "Keadaan langganan",
        "hasil": "Hasil koordinasi",
        "layanan": "Layanan yang diperpanjang",
        "sampai": "Diperpanjang sampai",
        "biaya": "Biaya (rupiah)",
        "faktur": "Nomor faktur",
        "penyedia": "Penyedia",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        services = [term.service.name for term in _terms(task)]
        results = [
            (NOTHING, Choice(NOTHING)),
            (PROPOSED, Choice(PROPOSED, "menunggu pembayaran")),
        ]
        found: dict[str, forms.Field] = {"jatuh_tempo": paragraph(self.labels["jatuh_tempo"])}
        if services:
            results.append((RENEWED, Choice(RENEWED, "catat masa barunya", reveals=True)))
        found["hasil"] = in_columns(radio(self.labels["hasil"], results), len(results))
        return found | (self._of_renewal(services) if services else {})

    def _of_renewal(self, services: list[str]) -> dict[str, forms.Field]:
        chosen = forms.ChoiceField(
            label=self.labels["layanan"],
            required=False,
            choices=[("", "Pilih"), *((name, name) for name in services)],
        )
        bill = forms.CharField(label=self.labels["faktur"], required=False, max_length=80)
        return {
            "layanan": reveal(chosen),
            "sampai": reveal(DayField(label=self.labels["sampai"], required=False)),
            "biaya": reveal(rupiah(self.labels["biaya"])),
            "faktur": reveal(bill),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        near = recorded.renewals(task.case.court, today=today_of(task))
        none = f"Tidak ada langganan yang habis dalam {STEPS[0]} hari."
        return {"jatuh_tempo": recorded.text_of(near) or none}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        if values.get("hasil") != RENEWED:
            return {}
        wrong = {key: said for key, said in WANTED.items() if values.get(key) in {None, ""}}
        term = _term(task, values)
        if not wrong and term is not None:
            until = date.fromisoformat(values["sampai"])
            reason = why_not_renew_until(term, until) or why_not_span(_next(term), until)
            wrong = {"sampai": reason} if reason else {}
        return wrong

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        if values.get("hasil") != RENEWED:
            return
        term = _term(task, values)
        if term is None:
            raise Refusal("Layanan itu sudah diperpanjang atau dihentikan. Buka langkah ini lagi.")
        told = {
            "provider": values.get("penyedia") or term.provider,
            "starts_on": _next(term),
            "until": date.fromisoformat(values["sampai"]),
            "cost": int(values["biaya"]),
            "bill_number": values.get("faktur", ""),
        }
        renew(term.service_id, told, by=by, at=at, case=task.case)


def _terms(task: Task) -> list[Term]:
    """Return what runs now in the court, what ends first before the rest."""
    here = Term.objects.open().filter(service__court=task.case.court_id)
    return list(here.select_related("service").order_by("until", "pk"))


def _term(task: Task, values: dict[str, Any]) -> Term | None:
    return next((one for one in _terms(task) if one.service.name == values.get("layanan")), None)


def _next(term: Term) -> date:
    return term.until + timedelta(days=1)

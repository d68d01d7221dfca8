"""What this room tells on Ikhtisar: requests by kind, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Sum
from django.urls import reverse

from requests.enums import Category
from requests.models import Handling, ServiceRequest
from sopti.core.periods import month_of, year_of
from sopti.core.words import month_name, number
from sopti.ui.charts import Chart, Series
from sopti.workflow.overview import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sopti.people.models import Court, User

SHORT = {
    Category.HARDWARE: "Perangkat keras",
    Category.NETWORK: "Jaringan dan internet",
    Category.SIPP: "SIPP dan aplikasi perkara",
    Category.ACCOUNT: "Akun dan hak akses",
}


def _here(user: User, now: datetime) -> tuple[Court, date]:
    assert user.court is not None  # noqa: S101 (the page refused whoever has none)
    return user.court, now.astimezone(user.court.tz).date()


def kinds(user: User, now: datetime) -> Part:
    """Tell what was asked for this month, by kind. One query."""
    court, today = _here(user, now)
    begins = month_of(today).begins(court.tz)
    asked: Any = ServiceRequest.objects.filter(case__court=court, case__opened_at__gte=begins)
    counted = dict(asked.order_by().values_list("category").annotate(many=Count("pk")))
    found = sorted(((many, Category(key)) for key, many in counted.items()), reverse=True)
    month = month_name(today)
    said = f"{number(sum(counted.values()))} permintaan masuk pada {month}."
    return Part(
        title="Permintaan menurut jenis",
        lead=said if found else f"Belum ada permintaan yang masuk pada {month}.",
        charts=(_kinds_chart(found, month),) if found else (),
        more=("Register permintaan", reverse("requests:register")),
    )


def _kinds_chart(found: list[tuple[int, Category]], month: str) -> Chart:
    return Chart(
        kind="bars",
        title=f"Permintaan menurut jenis layanan, {month}",
        names=tuple(SHORT.get(category, str(category.label)) for _, category in found),
        series=(Series(label="permintaan", values=tuple(many for many, _ in found)),),
        head="Jenis layanan",
    )


def cost(user: User, now: datetime) -> Part:
    """Tell what requests of this month and year are reckoned to cost, and what was approved."""
    court, today = _here(user, now)
    year, month = (period.begins(court.tz) for period in (year_of(today.year), month_of(today)))
    of_month = Q(case__opened_at__gte=month)
    costly = Handling.objects.exclude(cost=None, approved_cost=None)
    sums = costly.filter(case__court=court, case__opened_at__gte=year).aggregate(
        reckoned=Sum("cost"),
        approved=Sum("approved_cost"),
        reckoned_now=Sum("cost", filter=of_month),
        approved_now=Sum("approved_cost", filter=of_month),
    )
    found = {name: amount or 0 for name, amount in sums.items()}
    return Part(
        title="Biaya permintaan",
        lead=_cost_said(found, today),
        numbers=tuple(_cost_numbers(found, today)) if any(found.values()) else (),
    )


def _cost_numbers(found: dict[str, int], today: date) -> Iterator[tuple[str, str, str]]:
    for suffix, when in (("_now", month_name(today)), ("", f"tahun {today.year}")):
        yield _rupiah(found[f"approved{suffix}"]), "", f"disetujui, permintaan {when}"
        yield _rupiah(found[f"reckoned{suffix}"]), "", f"diperkirakan, permintaan {when}"


def _cost_said(found: dict[str, int], today: date) -> str:
    if not found["reckoned"] and not found["approved"]:
        return f"Belum ada permintaan tahun {today.year} yang berbiaya."
    approved, reckoned = _rupiah(found["approved"]), _rupiah(found["reckoned"])
    return f"Disetujui {approved} dari perkiraan {reckoned} tahun ini."


def _rupiah(amount: int) -> str:
    return f"Rp{number(amount)}"

"""For which days a register is asked. Everything that comes in by the address goes through it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms

from sopti.core.periods import Period, month_before, month_of, quarter_of, year_of
from sopti.ui.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import QueryDict

THIS_MONTH, SPAN = "bulan-ini", "rentang"
PERIODS: dict[str, tuple[str, Callable[[date], Period]]] = {
    THIS_MONTH: ("Bulan ini", month_of),
    "bulan-lalu": ("Bulan lalu", lambda today: month_of(month_before(today))),
    "triwulan-ini": ("Triwulan ini", quarter_of),
    "triwulan-lalu": (
        "Triwulan lalu",
        lambda today: quarter_of(quarter_of(today).first - timedelta(days=1)),
    ),
    "tahun-ini": ("Tahun ini", lambda today: year_of(today.year)),
    "tahun-lalu": ("Tahun lalu", lambda today: year_of(today.year - 1)),
}
CHOICES = [*((key, label) for key, (label, _) in PERIODS.items()), (SPAN, "Dari tanggal …")]


class PeriodForm(forms.Form):
    """A usual period, or a span of days of one's own."""

    masa = forms.ChoiceField(label="Masa", choices=CHOICES, required=False, initial=THIS_MONTH)
    dari = DayField(label="Dari tanggal", required=False)
    sampai = DayField(label="Sampai tanggal", required=False)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def period(self) -> Period:
        """Return the days. A span without one of its ends is the month of the other."""
        chosen = self.chosen()
        if chosen["masa"] != SPAN:
            _, days = PERIODS[chosen["masa"] or THIS_MONTH]
            return days(self.today)
        first, last = chosen["dari"], chosen["sampai"]
        month = month_of(first or last or self.today)
        first, last = first or month.first, last or month.last
        return Period(min(first, last), max(first, last))

    def query(self) -> str:
        """Return the period as it stands in an address."""
        chosen = self.chosen()
        told = {"masa": chosen["masa"] or THIS_MONTH}
        if told["masa"] == SPAN:
            period = self.period()
            told |= {"dari": period.first.isoformat(), "sampai": period.last.isoformat()}
        return urlencode(told)

"""When the court works: hours, Ramadan, holidays. And how it stands on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.words import plain_date
from sopti.people import actions, calendars, pages
from sopti.people.enums import HolidayKind, HoursKind
from sopti.people.forms.calendar import CourtForm, HolidayForm, RamadanForm, WeekForm, YearForm
from sopti.people.load import RAMADAN_WEEK
from sopti.people.models import Court, Holiday
from sopti.people.views.access import administrator_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@administrator_only
def hours(request: UserRequest) -> HttpResponse:
    return render(request, "people/hours.html", pages.hours_page(_court(request), on=localdate()))


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def edit_hours(request: UserRequest) -> HttpResponse:
    court, today = _court(request), localdate()
    week = pages.normal_week(court, on=today)
    form = WeekForm(request.POST or None, week=week, on=today)
    if not form.is_valid():
        page = {"form": form, "is_ramadan": False}
        status = 422 if form.is_bound else 200
        return render(request, "people/hours_form.html", page, status=status)
    first = form.cleaned_data["valid_from"]
    calendars.set_week(court.pk, form.week(), valid_from=first, by=request.user, at=now())
    messages.success(request, f"Jam kerja baru berlaku mulai {plain_date(first)}.")
    return redirect("people:hours")


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def new_ramadan(request: UserRequest) -> HttpResponse:
    court = _court(request)
    form = RamadanForm(
        request.POST or None, week=RAMADAN_WEEK, on=localdate(), by=request.user, court=court
    )
    if not form.is_valid():
        page = {"form": form, "is_ramadan": True}
        status = 422 if form.is_bound else 200
        return render(request, "people/hours_form.html", page, status=status)
    calendars.set_ramadan(court.pk, form.week(), span=form.span(), by=request.user, at=now())
    messages.success(request, "Jam kerja Ramadan disimpan.")
    return redirect("people:hours")


@require_POST
@administrator_only
def remove_ramadan(request: UserRequest, pk: int) -> HttpResponse:
    rows = _court(request).working_hours.filter(kind=HoursKind.RAMADAN)
    row = get_object_or_404(rows, pk=pk)
    calendars.remove_ramadan(row.court_id, valid_from=row.valid_from, by=request.user, at=now())
    messages.success(request, "Jam kerja Ramadan dihapus. Jam kerja biasa berlaku lagi.")
    return redirect("people:hours")


@require_safe
@administrator_only
def holidays(request: UserRequest) -> HttpResponse:
    today = localdate()
    year = YearForm(request.GET).year(default=today.year)
    return render(
        request, "people/holidays.html", pages.holidays_page(_court(request), year, on=today)
    )


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def new_holiday(request: UserRequest) -> HttpResponse:
    wanted = Holiday(court=_court(request), kind=HolidayKind.LOCAL)
    form = HolidayForm(request.POST or None, holiday=wanted, cancel=reverse("people:holidays"))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "people/holiday_form.html", {"form": form}, status=status)
    day = calendars.add_holiday(form.wanted(), by=request.user, at=now())
    messages.success(request, f"{day.name} pada {plain_date(day.day)} dicatat.")
    return redirect(_year_of(day))


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def edit_holiday(request: UserRequest, pk: int) -> HttpResponse:
    holiday = _holiday(request, pk)
    form = HolidayForm(request.POST or None, holiday=holiday, cancel=_year_of(holiday))
    if not form.is_valid():
        page = {"form": form, "holiday": holiday}
        status = 422 if form.is_bound else 200
        return render(request, "people/holiday_form.html", page, status=status)
    told = form.cleaned_data
    day = calendars.update_holiday(
        pk, day=told["day"], name=told["name"], by=request.user, at=now()
    )
    messages.success(request, f"{day.name} disimpan.")
    return redirect(_year_of(day))


@require_POST
@administrator_only
def switch_holiday(request: UserRequest, pk: int) -> HttpResponse:
    holiday = _holiday(request, pk)
    stays_open = request.POST.get("keadaan") == "buka"
    day = calendars.set_stays_open(pk, stays_open=stays_open, by=request.user, at=now())
    state = "tetap buka" if stays_open else "libur"
    messages.success(request, f"{day.name}, {plain_date(day.day)}: pengadilan {state}.")
    return redirect(_year_of(holiday))


@require_POST
@administrator_only
def remove_holiday(request: UserRequest, pk: int) -> HttpResponse:
    holiday = _holiday(request, pk)
    day = calendars.remove_holiday(pk, by=request.user, at=now())
    messages.success(request, f"{day.name}, {plain_date(day.day)}, dihapus.")
    return redirect(_year_of(holiday))


@require_POST
@administrator_only
def fetch_holidays(request: UserRequest) -> HttpResponse:
    year = YearForm(request.POST).year(default=localdate().year)
    count = calendars.seed_holidays(_court(request).pk, [year], by=request.user, at=now())
    messages.success(
        request,
        f"{count} hari libur tahun {year} ditambahkan. Yang sudah ada tidak berubah.",
    )
    return redirect(f"{reverse('people:holidays')}?tahun={year}")


@require_http_methods(["GET", "POST"])
@administrator_only
@once_only
def edit_court(request: UserRequest) -> HttpResponse:
    court = _court(request)
    form = CourtForm(request.POST or None, court=court, cancel=reverse("people:manage"))
    if not form.is_valid():
        page = {"form": form, "court": court}
        status = 422 if form.is_bound else 200
        return render(request, "people/court_form.html", page, status=status)
    actions.update_court(court.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Data pengadilan disimpan. Cetakan berikutnya memakai data ini.")
    return redirect("people:manage")


def _court(request: UserRequest) -> Court:
    return get_object_or_404(Court, pk=request.user.court_id)


def _holiday(request: UserRequest, pk: int) -> Holiday:
    return get_object_or_404(Holiday, court=request.user.court_id, pk=pk)


def _year_of(holiday: Holiday) -> str:
    return f"{reverse('people:holidays')}?tahun={holiday.day.year}"

"""Who holds which role in the court, since when and on what letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.words import plain_date
from sopti.people import actions, pages, rules
from sopti.people.forms.people import AppointmentFilter, AppointmentForm, EndForm, PersonChoice
from sopti.people.models import Appointment
from sopti.people.views.access import administrator_only
from sopti.ui.fresh import fresh_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@administrator_only
def appointments(request: UserRequest) -> HttpResponse:
    form = AppointmentFilter(request.GET)
    page = pages.appointments_page(request.user, form.asked(), on=localdate())
    return render(request, "people/appointments.html", page | {"filters": form})


@require_http_methods(["GET", "POST"])
@administrator_only
@fresh_only
@once_only
def new_appointment(request: UserRequest) -> HttpResponse:
    form = AppointmentForm(
        request.POST or None,
        by=request.user,
        on=localdate(),
        user=PersonChoice(request.GET).person(of=request.user),
        cancel=reverse("people:appointments"),
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "people/appointment_form.html", {"form": form}, status=status)
    held = actions.appoint(form.appointment(), by=request.user, at=now())
    messages.success(
        request, f"{held.user} dicatat sebagai {held.as_title} mulai {plain_date(held.starts_on)}."
    )
    return redirect("people:person", held.user_id)


@require_http_methods(["GET", "POST"])
@administrator_only
@fresh_only
@once_only
def end_appointment(request: UserRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(
        Appointment.objects.visible_to(request.user).for_pages().select_related("user__court"),
        pk=pk,
    )
    cancel = reverse("people:person", args=[held.user_id])
    form = EndForm(request.POST or None, held=held, by=request.user, on=localdate(), cancel=cancel)
    if not form.is_valid():
        blocked = rules.why_not_end(request.user, held, ends_on=localdate(), on=localdate())
        page = {"form": form, "held": held, "blocked": None if form.is_bound else blocked}
        status = 422 if form.is_bound else 200
        return render(request, "people/appointment_end.html", page, status=status)
    last = form.cleaned_data["ends_on"]
    actions.end_appointment(held.pk, ends_on=last, by=request.user, at=now())
    messages.success(request, f"{held.as_title} berakhir pada {plain_date(last)}.")
    return redirect(cancel)

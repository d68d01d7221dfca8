"""The register of risks, and the plans by which the court comes back to work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.security.risks import actions, pages, rules
from maintenance.security.risks.forms import (
    CloseRiskForm,
    RecoveryForm,
    RehearsalForm,
    RiskForm,
)
from maintenance.security.risks.models import RecoveryPlan, Risk
from maintenance.security.scope import why_not_read, why_not_write
from maintenance.security.showing import form_page, found_in
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _risk(request: UserRequest, pk: int) -> Risk:
    found: Risk = found_in(Risk.objects.select_related("owner"), request, pk)
    return found


def _plan(request: UserRequest, pk: int) -> RecoveryPlan:
    found: RecoveryPlan = found_in(RecoveryPlan.objects.select_related("owner"), request, pk)
    return found


@require_safe
def risks(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    page = pages.risks_page(request.user, today=localdate())
    return render(request, "maintenance/security/risks.html", page)


@require_safe
def risk(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.risk_page(_risk(request, pk), viewer=request.user, today=localdate())
    return render(request, "maintenance/security/risk.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_risk(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_write(request.user, request.user.court_id))
    above = ("Risiko", reverse("maintenance:risks"))
    wanted = Risk(court=request.user.court)
    form = RiskForm(request.POST or None, risk=wanted, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Catat risiko", above=above)
    made = actions.assess(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Risiko dicatat dengan nilai {made.score}.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def assess_risk(request: UserRequest, pk: int) -> HttpResponse:
    found = _risk(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    above = (str(found), found.get_absolute_url())
    form = RiskForm(request.POST or None, risk=found, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Nilai lagi", above=above)
    made = actions.assess(form.cleaned_data, by=request.user, at=now(), risk_id=found.pk)
    messages.success(request, f"Risiko dinilai {made.score} dan tercatat ditinjau hari ini.")
    return redirect(made)


@require_POST
@once_only
def review_risk(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.review(_risk(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Risiko tercatat ditinjau hari ini; nilainya tetap.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def close_risk(request: UserRequest, pk: int) -> HttpResponse:
    found = _risk(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    above = (str(found), found.get_absolute_url())
    form = CloseRiskForm(request.POST or None, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Tutup risiko", above=above, lead=found.what)
    actions.close_risk(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Risiko ditutup. Riwayatnya tetap tersimpan.")
    return redirect(found)


# -------------------------------------------------------------------------------------- recovery
@require_safe
def recovery(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    page = pages.plans_page(request.user, today=localdate())
    return render(request, "maintenance/security/recovery.html", page)


@require_safe
def recovery_plan(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.plan_page(_plan(request, pk), viewer=request.user, today=localdate())
    return render(request, "maintenance/security/recovery_plan.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_recovery_plan(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_write(request.user, request.user.court_id))
    above = ("Pemulihan", reverse("maintenance:recovery"))
    wanted = RecoveryPlan(court=request.user.court)
    form = RecoveryForm(request.POST or None, plan=wanted, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Tulis rencana pemulihan", above=above)
    made = actions.save_plan(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Rencana pemulihan {made} disimpan.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_recovery_plan(request: UserRequest, pk: int) -> HttpResponse:
    found = _plan(request, pk)
    refuse_if(why_not_write(request.user, found.court_id))
    above = (found.name, found.get_absolute_url())
    form = RecoveryForm(request.POST or None, plan=found, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Ubah rencana pemulihan", above=above)
    made = actions.save_plan(form.cleaned_data, by=request.user, at=now(), plan_id=found.pk)
    messages.success(request, f"Rencana pemulihan {made} disimpan.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def note_rehearsal(request: UserRequest, pk: int) -> HttpResponse:
    found = _plan(request, pk)
    refuse_if(rules.why_not_rehearse(request.user, found))
    above = (found.name, found.get_absolute_url())
    form = RehearsalForm(request.POST or None, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, f"Catat latihan {found}", above=above)
    actions.note_rehearsal(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Latihan pemulihan dicatat.")
    return redirect(found)

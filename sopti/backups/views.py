"""Cadangan data: the plans, what was saved, and whether it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.backups import actions, pages, rules
from sopti.backups.forms import BackupForm, PlanForm, RestoreForm, StrikeForm
from sopti.backups.models import Backup, Plan
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.models import Task

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def backups(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    return render(request, "backups/backups.html", pages.list_page(request.user, now=now()))


@require_safe
def plan(request: UserRequest, pk: int) -> HttpResponse:
    number = request.GET.get("hal", "")
    page = pages.plan_page(_plan(request, pk), viewer=request.user, now=now(), number=number)
    return render(request, "backups/plan.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_plan(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_plan(request.user, request.user.court_id))
    wanted, cancel = Plan(court=request.user.court), reverse("backups:backups")
    form = PlanForm(request.POST or None, plan=wanted, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, "backups/plan_form.html", form)
    made = actions.add_plan(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Rencana backup {made} disimpan.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_plan(request: UserRequest, pk: int) -> HttpResponse:
    found = _plan(request, pk)
    refuse_if(rules.why_not_plan(request.user, found.court_id))
    cancel = found.get_absolute_url()
    form = PlanForm(request.POST or None, plan=found, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, "backups/plan_form.html", form, plan=found)
    made = actions.change_plan(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Rencana backup {made} disimpan.")
    return redirect(made)


@require_POST
@once_only
def stop_plan(request: UserRequest, pk: int) -> HttpResponse:
    stopped = actions.stop_plan(_plan(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Rencana backup {stopped} dihentikan. Catatannya tetap tersimpan.")
    return redirect(stopped)


@require_POST
@once_only
def resume_plan(request: UserRequest, pk: int) -> HttpResponse:
    resumed = actions.resume_plan(_plan(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Rencana backup {resumed} dijalankan lagi mulai hari ini.")
    return redirect(resumed)


@require_http_methods(["GET", "POST"])
@once_only
def record(request: UserRequest, pk: int) -> HttpResponse:
    """Note a backup; from a step (?tugas=) it belongs to its case, and leads back there."""
    found, task = _plan(request, pk), _task(request)
    refuse_if(rules.why_not_write(request.user, found))
    cancel = task.get_absolute_url() if task else found.get_absolute_url()
    last = found.backups.standing().first()
    form = BackupForm(request.POST or None, plan=found, last=last, now=now(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, "backups/backup_form.html", form, plan=found, last=last)
    case = task.case if task else None
    actions.note_backup(found.pk, form.told(), by=request.user, at=now(), case=case)
    messages.success(request, f"Backup {found} dicatat.")
    return redirect(cancel)


@require_safe
def backup(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.backup_page(_backup(request, pk), viewer=request.user)
    return render(request, "backups/backup.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def note_test(request: UserRequest, pk: int) -> HttpResponse:
    found = _backup(request, pk)
    refuse_if(rules.why_not_try(request.user, found))
    form = RestoreForm(request.POST or None, backup=found, today=localdate())
    if not form.is_valid():
        return _form_page(request, "backups/restore_form.html", form, backup=found)
    test = actions.note_test(found.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Uji pulih dicatat: {test.get_outcome_display().lower()}.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def strike(request: UserRequest, pk: int) -> HttpResponse:
    found = _backup(request, pk)
    refuse_if(rules.why_not_strike(request.user, found))
    form = StrikeForm(request.POST or None, backup=found)
    if not form.is_valid():
        return _form_page(request, "backups/strike_form.html", form, backup=found)
    reason = form.cleaned_data["reason"]
    actions.strike_backup(found.pk, reason=reason, by=request.user, at=now())
    messages.success(request, "Catatan backup dicoret dan tidak dihitung lagi.")
    return redirect(found.plan)


# ----------------------------------------------------------------------------------------- parts
def _plan(request: UserRequest, pk: int) -> Plan:
    visible = Plan.objects.visible_to(request.user).select_related("court", "keeper")
    return get_object_or_404(visible, pk=pk)


def _backup(request: UserRequest, pk: int) -> Backup:
    visible = Backup.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("plan__court", "plan__keeper", "by", "struck_by", "case"), pk=pk
    )


def _task(request: UserRequest) -> Task | None:
    """Return the step from which somebody came, if it still waits and they may see it."""
    asked = request.GET.get("tugas", "")
    if not asked.isdecimal():
        return None
    visible = Task.objects.visible_to(request.user).select_related("case__court")
    return visible.waiting().filter(pk=int(asked[:15])).first()


def _form_page(request: UserRequest, template: str, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **page}, status=status)

"""Early warnings: the list, one of them, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.security.scope import why_not_read, why_not_write
from maintenance.security.showing import form_page, found_in, task_of
from maintenance.security.watch import actions, rules
from maintenance.security.watch.forms import CloseForm, ThreatForm
from maintenance.security.watch.models import Threat
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.rules import may_see

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

PAGE = 25
ALL = "semua"


@require_safe
def threats(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    rows = Threat.objects.visible_to(request.user).select_related("by", "incident")
    shows_all = request.GET.get("lihat") == ALL
    if not shows_all:
        rows = rows.filter(closed_at=None)
    page = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("hal") or 1),
        "shows_all": shows_all,
        "why_not_write": why_not_write(request.user, request.user.court_id),
    }
    return render(request, "maintenance/security/threats.html", page)


@require_safe
def threat(request: UserRequest, pk: int) -> HttpResponse:
    found = found_in(
        Threat.objects.select_related("by", "closed_by", "incident", "case"), request, pk
    )
    page = {
        "threat": found,
        "case": found.case if found.case and may_see(request.user, found.case) else None,
        "why_not_close": rules.why_not_close(request.user, found),
        "why_not_raise": rules.why_not_raise(request.user, found),
    }
    return render(request, "maintenance/security/threat.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_threat(request: UserRequest) -> HttpResponse:
    """Note a warning; from a step (?tugas=) it belongs to its case, and leads back there."""
    refuse_if(why_not_write(request.user, request.user.court_id))
    task, above = task_of(request), ("Peringatan dini", reverse("maintenance:threats"))
    cancel = task.get_absolute_url() if task else above[1]
    form = ThreatForm(request.POST or None, now=now(), cancel=cancel)
    if not form.is_valid():
        return form_page(request, form, "Catat peringatan dini", above=above)
    case = task.case if task else None
    made = actions.note_threat(form.cleaned_data, by=request.user, at=now(), case=case)
    messages.success(request, "Peringatan dini dicatat.")
    return redirect(cancel if task else made)


@require_http_methods(["GET", "POST"])
@once_only
def close_threat(request: UserRequest, pk: int) -> HttpResponse:
    found = found_in(Threat.objects.select_related("court"), request, pk)
    refuse_if(rules.why_not_close(request.user, found))
    above = (str(found), found.get_absolute_url())
    first = {"action": found.action}
    form = CloseForm(request.POST or None, initial=first, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Tutup peringatan", above=above, lead=found.what)
    actions.close_threat(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Peringatan ditutup dengan tindakannya.")
    return redirect(found)


@require_POST
@once_only
def raise_threat(request: UserRequest, pk: int) -> HttpResponse:
    found = found_in(Threat.objects.all(), request, pk)
    case = actions.raise_threat(found.pk, by=request.user, at=now())
    messages.success(request, f"Berkas {case.number} dibuka dari peringatan ini.")
    return redirect(case)

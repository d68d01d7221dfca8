"""Proposals: the window, filing one on a phone, and deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.policy import pages, proposing, rules
from requests.policy.forms import DECLINE, MERGE, DecideForm, ProposalForm, WindowForm
from requests.policy.models import Proposal, ProposalWindow
from requests.policy.views import form_page
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.people.models import User
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def proposals(request: UserRequest, year: int) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.proposals_page(request.user, year, today=localdate())
    return render(request, "requests/policy/proposals.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_window(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_set_window(request.user))
    begun = {"year": localdate().year + 1, "opens_on": localdate()}
    cancel = reverse("requests:programmes")
    form = WindowForm(request.POST or None, by=request.user, initial=begun, cancel=cancel)
    if not form.is_valid():
        return form_page(request, form, "Buka masa usulan")
    made = proposing.set_window(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"{made}. Pegawai diberi tahu pada hari pembukaan.")
    return redirect("requests:proposals", year=made.year)


@require_http_methods(["GET", "POST"])
@once_only
def edit_window(request: UserRequest, pk: int) -> HttpResponse:
    window = _window(request, pk)
    refuse_if(rules.why_not_set_window(request.user))
    cancel = reverse("requests:proposals", args=[window.year])
    form = WindowForm(request.POST or None, by=request.user, window=window, cancel=cancel)
    if not form.is_valid():
        return form_page(request, form, "Ubah masa usulan")
    made = proposing.set_window(form.cleaned_data, by=request.user, at=now(), pk=window.pk)
    messages.success(request, f"{made}.")
    return redirect("requests:proposals", year=made.year)


@require_http_methods(["GET", "POST"])
@once_only
def new_proposal(request: UserRequest, pk: int) -> HttpResponse:
    window = _window(request, pk)
    refuse_if(rules.why_not_propose(request.user, window, today=localdate()))
    cancel = reverse("requests:proposals", args=[window.year])
    form = ProposalForm(request.POST or None, cancel=cancel)
    if not form.is_valid():
        title = f"Usulkan untuk program kerja TI {window.year}"
        return form_page(request, form, title, hint=window.note)
    proposing.propose(window.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, "Usulan terkirim. Putusannya diberitahukan kepada Anda.")
    return redirect("requests:proposals", year=window.year)


@require_http_methods(["GET", "POST"])
@once_only
def proposal(request: UserRequest, pk: int) -> HttpResponse:
    found = _proposal(request, pk)
    page = pages.proposal_page(found, viewer=request.user)
    if request.method == "POST":
        refuse_if(page["why_not_decide"])
    form = DecideForm(request.POST or None, proposal=found)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        page |= {"form": form}
        return render(request, "requests/policy/proposal.html", page, status=status)
    decided = _decide(found, form, by=request.user)
    messages.success(request, f"Putusan dicatat: {decided.get_state_display().lower()}.")
    return redirect("requests:proposals", year=decided.window.year)


def _decide(found: Proposal, form: DecideForm, *, by: User) -> Proposal:
    told = form.cleaned_data
    if told["what"] == DECLINE:
        return proposing.decline(found.pk, reason=told["answer"], by=by, at=now())
    if told["what"] == MERGE:
        return proposing.merge(found.pk, told["item"].pk, note=told["answer"], by=by, at=now())
    quarter, note = told["quarter"], told["answer"]
    return proposing.take_over(found.pk, quarter=quarter, note=note, by=by, at=now())


@require_POST
@once_only
def withdraw_proposal(request: UserRequest, pk: int) -> HttpResponse:
    gone = proposing.withdraw(_proposal(request, pk).pk, by=request.user)
    messages.success(request, f"Usulan “{gone}” ditarik.")
    return redirect("requests:proposals", year=gone.window.year)


@require_POST
@once_only
def reconsider_proposal(request: UserRequest, pk: int) -> HttpResponse:
    found = proposing.reconsider(_proposal(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Putusan ditarik kembali. Usulan menunggu putusan lagi.")
    return redirect(found)


def _window(request: UserRequest, pk: int) -> ProposalWindow:
    found: ProposalWindow = get_object_or_404(
        ProposalWindow.objects.visible_to(request.user), pk=pk
    )
    return found


def _proposal(request: UserRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).for_pages(), pk=pk)

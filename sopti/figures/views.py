"""Compliance with the SOPs: all procedures, one of them, and the notes for the next edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.core.errors import refuse_if
from sopti.figures import actions, masa, pages, rules
from sopti.figures.forms import NoteForm
from sopti.figures.models import RevisionNote
from sopti.figures.overview import overview_page
from sopti.sop.models import Edition
from sopti.sop.pages import chosen_of
from sopti.ui.once import once_only
from sopti.workflow.clock import norm_words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.sop.schema import Procedure, Step
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def overview(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    return render(request, "figures/overview.html", overview_page(request.user, now=now()))


@require_safe
def compliance(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    page = pages.compliance_page(request.user, _span(request), today=localdate())
    return render(request, "figures/compliance.html", page)


@require_safe
def procedure(request: UserRequest, document: str, procedure: str) -> HttpResponse:
    edition, found = _procedure(request, document, procedure)
    page = pages.procedure_page(edition, found, request.user, _span(request), today=localdate())
    return render(request, "figures/procedure.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_note(request: UserRequest, document: str, procedure: str, step: int) -> HttpResponse:
    edition, found = _procedure(request, document, procedure)
    refuse_if(rules.why_not_note(request.user, edition.document))
    about, back = _step(found, step), reverse("figures:procedure", args=[document, procedure])
    advice = pages.advice_for(edition.document, procedure, step, _span(request).period)
    form = NoteForm(request.POST or None, initial={"text": advice}, cancel=back)
    if not form.is_valid():
        page = {"form": form, "edition": edition, "procedure": found, "step": about, "back": back}
        page["norm"] = norm_words(about.norm)
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "figures/note_form.html", page, status=status)
    told = {"procedure": procedure, "step": step, **form.cleaned_data}
    actions.note_for_revision(edition.document, **told, by=request.user, at=now())
    messages.success(request, f"Catatan untuk langkah {step} disimpan. Tampak juga di telaah SOP.")
    return redirect(f"{back}#catatan")


@require_POST
@once_only
def strike_note(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    note = get_object_or_404(RevisionNote.objects.visible_to(request.user), pk=pk)
    note = actions.strike_note(note.pk, by=request.user, at=now())
    messages.success(request, f"Catatan untuk langkah {note.step} dicoret.")
    return redirect("figures:procedure", note.document.key, note.procedure_key)


def _span(request: UserRequest) -> masa.Span:
    return masa.chosen(request.GET.get("masa", ""), today=localdate())


def _procedure(request: UserRequest, document: str, key: str) -> tuple[Edition, Procedure]:
    """Return the procedure of the edition that counts; another court's is not there."""
    refuse_if(rules.why_not_read(request.user))
    editions = Edition.objects.visible_to(request.user).filter(document__key=document)
    found = list(editions.defer("body").order_by("-number"))
    edition = chosen_of(found) if found else None
    if edition is not None:
        for one in edition.sop.procedures:
            if one.key == key:
                return edition, one
    raise Http404


def _step(procedure: Procedure, number: int) -> Step:
    for step in procedure.steps:
        if step.number == number:
            return step
    raise Http404

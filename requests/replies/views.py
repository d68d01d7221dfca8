"""Reading and keeping the ready sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.models import ReadySentence
from requests.replies import actions, pages, rules
from requests.replies.forms import AskedFor, SentenceForm, UseForm
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def sentences(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep_any(request.user))
    page = pages.sentences_page(request.user)
    return render(request, "requests/replies/sentences.html", page)


@require_POST
@once_only
def adopt(request: UserRequest) -> HttpResponse:
    actions.adopt(by=request.user, at=now())
    messages.success(request, "Kalimat bawaan kini milik pengadilan Anda dan dapat diubah.")
    return redirect("requests:sentences")


@require_http_methods(["GET", "POST"])
@once_only
def new_sentence(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep_any(request.user))
    begun = {"purpose": AskedFor(request.GET).purpose()}
    form = SentenceForm(request.POST or None, keeper=request.user, initial=begun)
    if not form.is_valid():
        return _form_page(request, form)
    made = actions.add(form.wording(), by=request.user, at=now())
    messages.success(request, f"Kalimat “{made.title}” ditambahkan.")
    return redirect("requests:sentences")


@require_http_methods(["GET", "POST"])
@once_only
def change_sentence(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(rules.why_not_keep_any(request.user))
    found = get_object_or_404(ReadySentence.objects.visible_to(request.user), pk=pk)
    refuse_if(rules.why_not_keep(request.user, found.purpose))
    begun = {"title": found.title, "text": found.text, "order": found.order}
    form = SentenceForm(request.POST or None, keeper=request.user, sentence=found, initial=begun)
    if not form.is_valid():
        return _form_page(request, form)
    actions.change(found.pk, form.wording(), by=request.user, at=now())
    messages.success(request, f"Kalimat “{found.title}” diubah.")
    return redirect("requests:sentences")


def _form_page(request: UserRequest, form: SentenceForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "requests/replies/sentence.html", {"form": form}, status=status)


@require_POST
@once_only
def use_sentence(request: UserRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(ReadySentence.objects.visible_to(request.user), pk=pk)
    is_active = UseForm(request.POST).is_active()
    changed = actions.use(found.pk, is_active=is_active, by=request.user, at=now())
    said = "dipakai lagi" if changed.is_active else "tidak ditawarkan lagi"
    messages.success(request, f"Kalimat “{changed.title}” {said}.")
    return redirect("requests:sentences")

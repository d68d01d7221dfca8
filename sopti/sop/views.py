"""Pages of SOPs: read them, doubt them, settle who performs, compare editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.sop import actions, pages
from sopti.sop.forms import EditionForm, PerformerForm, TwoEditionsForm
from sopti.sop.models import Edition
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.sop.http import UserRequest
    from sopti.sop.schema import Procedure, Step


def _editions(request: UserRequest, key: str) -> list[Edition]:
    """Return the document's editions, newest first; a document of another court is not there."""
    mine = Edition.objects.visible_to(request.user).filter(document__key=key)
    found = list(mine.order_by("-number").defer("body"))
    if not found:
        raise Http404
    return found


def _procedure(edition: Edition, key: str) -> Procedure:
    for procedure in edition.sop.procedures:
        if procedure.key == key:
            return procedure
    raise Http404


@require_safe
def documents(request: UserRequest) -> HttpResponse:
    return render(request, "sop/documents.html", pages.documents_page(request.user))


@require_safe
def document(request: UserRequest, key: str) -> HttpResponse:
    editions = _editions(request, key)
    choice = EditionForm(request.GET, editions=editions)
    edition = pages.chosen_of(editions, choice.chosen)
    return render(request, "sop/document.html", pages.document_page(edition, editions))


@require_safe
def procedure(request: UserRequest, key: str, procedure: str) -> HttpResponse:
    editions = _editions(request, key)
    choice = EditionForm(request.GET, editions=editions)
    edition = pages.chosen_of(editions, choice.chosen)
    page = pages.procedure_page(edition, _procedure(edition, procedure), request.user)
    return render(request, "sop/procedure.html", page | {"editions": editions})


@require_safe
def review(request: UserRequest, key: str) -> HttpResponse:
    editions = _editions(request, key)
    choice = EditionForm(request.GET, editions=editions)
    waiting = pages.waiting_of(editions)
    number = choice.chosen or (waiting.number if waiting else None)
    edition = pages.chosen_of(editions, number)
    return _review(request, edition, editions, status=200)


def _review(
    request: UserRequest, edition: Edition, editions: list[Edition], *, status: int, **more: object
) -> HttpResponse:
    page = pages.review_page(edition, editions, request.user)
    wrong = more.get("wrong")
    for part in page["parts"]:
        for question in part.questions:
            form = PerformerForm(asked=question.procedure, about=question.step)
            same = isinstance(wrong, PerformerForm) and wrong.auto_id == form.auto_id
            question.form = wrong if same else form
    page |= {"form": wrong, "may_settle": not page["why_not_correct"]}
    return render(request, "sop/review.html", page, status=status)


@require_POST
@once_only
def settle(request: UserRequest, key: str, number: int) -> HttpResponse:
    """Confirm the performer of a step, or put another in its place."""
    editions = _editions(request, key)
    edition = _numbered(editions, number)
    asked = _procedure(edition, request.POST.get("procedure", ""))
    about = _step(asked, request.POST.get("step", ""))
    form = PerformerForm(request.POST, asked=asked, about=about)
    if not form.is_valid():
        return _review(request, edition, editions, status=422, wrong=form)
    choice = actions.Performer(**form.cleaned_data)
    settled = actions.confirm_role if choice.role == about.role else actions.correct_role
    draft = settled(edition.pk, choice, by=request.user, at=now())
    messages.success(request, _settled_words(asked, choice, draft))
    here = reverse("sop:review", args=[key])
    return redirect(f"{here}?edisi={draft.number}#{asked.key}-{about.number}")


def _numbered(editions: list[Edition], number: int) -> Edition:
    for edition in editions:
        if edition.number == number:
            return edition
    raise Http404


def _step(procedure: Procedure, number: str) -> Step:
    for step in procedure.steps:
        if str(step.number) == number:
            return step
    raise Http404


def _settled_words(procedure: Procedure, choice: actions.Performer, draft: Edition) -> str:
    head = procedure.head(choice.role)
    place = f"{procedure.letter} langkah {choice.step}".strip()
    return f"Pelaksana {place} ditetapkan: {head}. Tercatat pada edisi {draft.number} (usulan)."


@require_safe
def differences(request: UserRequest, key: str) -> HttpResponse:
    editions = _editions(request, key)
    choice = TwoEditionsForm(request.GET, editions=editions)
    before, after = pages.compared(
        editions, former=choice.chosen("dari"), later=choice.chosen("ke")
    )
    page = pages.differences_page(before, after) | {"choice": choice, "editions": editions}
    return render(request, "sop/differences.html", page)

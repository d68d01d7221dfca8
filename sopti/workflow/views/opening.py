"""Opening a case of a procedure, and putting an SOP into force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from sopti.core.errors import refuse_if
from sopti.sop.models import Edition
from sopti.ui.fresh import fresh_only
from sopti.ui.once import once_only
from sopti.workflow import actions, rules
from sopti.workflow.forms import CameFrom, OpenCaseForm
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.sop.schema import Flow, Procedure
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
WHOLE_TABLE = "seluruh"


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def open_case(request: UserRequest, document: str, procedure: str) -> HttpResponse:
    editions = Edition.objects.visible_to(request.user).in_force()
    edition = get_object_or_404(editions, document__key=document)
    found = _procedure(edition, procedure)
    flows = [flow for flow, reason in _flows(request.user, edition, found) if reason is None]
    refuse_if(None if flows else _flows(request.user, edition, found)[0][1])
    came = CameFrom(request.GET)
    parent = _parent(request, came)
    form = OpenCaseForm(
        request.POST or None, request.FILES or None, flows=flows,
        initial={"flow": came.told("bagian")},
    )  # fmt: skip
    if form.is_valid():
        return _opened(request, edition, found, form, parent)
    context = {"form": form, "edition": edition, "procedure": found, "parent": parent}
    return render(
        request, "workflow/open.html", context, status=UNPROCESSABLE if form.is_bound else 200
    )


def _procedure(edition: Edition, key: str) -> Procedure:
    for procedure in edition.sop.procedures:
        if procedure.key == key:
            return procedure
    raise Http404


def _flows(user: User, edition: Edition, procedure: Procedure) -> list[tuple[Flow, str | None]]:
    """Return the ways through the table, each with why this person cannot open it."""
    flows = [procedure.flow(""), *procedure.flows]
    return [(flow, rules.why_not_open(user, edition, procedure, flow)) for flow in flows]


def _parent(request: UserRequest, came: CameFrom) -> Case | None:
    """Return the case that this one follows from, when the address names one the user may see."""
    return Case.objects.visible_to(request.user).filter(pk=came.told("asal")).first()


def _opened(
    request: UserRequest,
    edition: Edition,
    found: Procedure,
    form: OpenCaseForm,
    parent: Case | None,
) -> HttpResponse:
    at, told = now(), form.cleaned_data
    opened = actions.open_case(
        edition,
        found.key,
        flow_key="" if form.flow_key == WHOLE_TABLE else form.flow_key,
        title=told["title"],
        detail=told["detail"],
        requester=request.user,
        by=request.user,
        at=at,
        parent=parent,
    )
    actions.attach(opened.pk, told["files"], by=request.user, at=at)
    messages.success(request, f"Berkas dibuka dengan nomor {opened.number}.")
    return redirect(opened)


@require_POST
@fresh_only
@once_only
def put_in_force(request: UserRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    actions.put_in_force(pk, by=request.user, at=now())
    messages.success(
        request, f"{edition} berlaku. Berkas yang sedang berjalan tetap memakai edisinya."
    )
    return redirect("sop:document", edition.document.key)

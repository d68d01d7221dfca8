"""The pages of service requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from requests import actions, pages, rules, similar
from requests.drafts import actions as drafts
from requests.drafts.keeping import keeps_draft
from requests.forms import RequestForm
from requests.knowledge.suggesting import suggested, unread
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from requests.models import Article, Draft
    from requests.rules import Table
    from sopti.ui.http import UserRequest
    from sopti.workflow.models import Case
    from sopti.workflow.pages.rows import CaseRow


@require_http_methods(["GET", "POST"])
@keeps_draft
@once_only
def new(request: UserRequest) -> HttpResponse:
    table = rules.service_table(request.user)
    if table is None:
        page = pages.no_table_page(viewer=request.user)
        return render(request, "requests/no_table.html", page)
    draft = drafts.draft_of(request.user, at=now()) if request.method == "GET" else None
    form = _form(request, draft)
    alike, maybe = _alike(request, form), _maybe(request, form)
    help_is_new = bool(unread(maybe, request.POST))
    if form.is_valid() and not alike and not help_is_new:
        return _file(request, form, table)
    form.offer_devices(request.user)
    page = pages.new_request_page(table, viewer=request.user, now=now())
    page |= {"form": form, "draft": draft if _is_offered(request, draft) else None}
    page |= {
        "alike": alike,
        "mine": similar.openable(alike, viewer=request.user),
        "had_files": bool(form.files),
        "maybe": maybe,
        "is_offered_help": form.is_valid() and help_is_new and not alike,
    }
    return render(request, "requests/new.html", page, status=422 if form.is_bound else 200)


def _file(request: UserRequest, form: RequestForm, table: Table) -> HttpResponse:
    case = actions.file_request(
        form.wish(), form.cleaned_data["files"],
        requester=form.cleaned_data["requester"], by=request.user, at=now(), table=table,
    )  # fmt: skip
    drafts.forget(by=request.user)
    messages.success(request, _sent(case))
    return redirect(case)


def _alike(request: UserRequest, form: RequestForm) -> list[CaseRow]:
    """Return similar open requests that this person was not shown yet, and mark them as shown."""
    if not form.is_valid():
        return []
    seen = form.cleaned_data["seen"]
    found = similar.alike(form.wish(), seen=seen, viewer=request.user, now=now())
    if found:
        form.mark_seen(row.case.pk for row in found)
    return found


def _maybe(request: UserRequest, form: RequestForm) -> list[Article]:
    """Return articles that may help with what is to be sent, for the place below the title."""
    if not form.is_bound:
        return []
    title, category = str(form.data.get("title", "")), str(form.data.get("category", ""))
    return suggested(title, category, user=request.user)


def _form(request: UserRequest, draft: Draft | None) -> RequestForm:
    """Return the form as it was sent, as it was left, or empty."""
    if request.method == "POST":
        return RequestForm(request.POST, request.FILES, filer=request.user)
    if draft is None:
        return RequestForm(filer=request.user)
    if not _is_offered(request, draft):
        return RequestForm(filer=request.user, initial=draft.values)
    form = RequestForm(filer=request.user)
    del form.helper.attrs["data-autosave"]  # it would write over the draft that is offered
    return form


def _is_offered(request: UserRequest, draft: Draft | None) -> bool:
    return draft is not None and request.method == "GET" and "draf" not in request.GET


def _sent(case: Case) -> str:
    first = case.flow.steps[0]
    head = case.procedure.head(case.procedure.step(first).role)
    return (
        f"Permintaan terkirim dengan nomor {case.number}. "
        f"Sekarang menunggu langkah {first}, {head}."
    )

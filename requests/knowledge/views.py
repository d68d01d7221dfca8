"""The library: reading, writing, checking, and finding what helps with a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.drafts import actions as drafts
from requests.knowledge import actions, pages, rules
from requests.knowledge.forms import ArticleForm, CameFromCase, LibraryFilter, TypedSoFar
from requests.knowledge.suggesting import suggested
from requests.models import Article
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _article(request: UserRequest, pk: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user).for_pages(), pk=pk)


def _case(request: UserRequest, pk: int) -> Case:
    visible = Case.objects.visible_to(request.user).filter(service_request__isnull=False)
    rooms = ("service_request", "handling", "solution__article")
    return get_object_or_404(visible.for_pages().select_related(*rooms), pk=pk)


@require_safe
def solutions(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = LibraryFilter(request.GET, is_desk=pages.is_desk(request.user))
    page = pages.library_page(request.user, form.chosen())
    return render(request, "requests/knowledge/library.html", page | {"filters": form})


@require_safe
def article(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.article_page(_article(request, pk), viewer=request.user)
    return render(request, "requests/knowledge/article.html", page)


# --------------------------------------------------------------------------------------- writing
@require_http_methods(["GET", "POST"])
@once_only
def new_solution(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_write(request.user))
    asked = CameFromCase(request.GET).case_id()
    origin = _case(request, asked) if asked else None
    begun = pages.begun_from(origin) if origin else {}
    cancel = origin.get_absolute_url() if origin else ""
    form = ArticleForm(request.POST or None, writer=request.user, initial=begun, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, origin=origin)
    made = actions.write(form.words(), by=request.user, at=now(), origin=origin)
    messages.success(request, "Solusi tersimpan sebagai konsep. Kasubag PTIP memberlakukannya.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def change_solution(request: UserRequest, pk: int) -> HttpResponse:
    found = _article(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    names = ("title", "problem", "steps", "audience")
    begun = {name: getattr(found, name) for name in names} | {"categories": found.category_keys}
    form = ArticleForm(
        request.POST or None, writer=request.user, article=found, initial=begun,
        cancel=found.get_absolute_url(),
    )  # fmt: skip
    if not form.is_valid():
        return _form_page(request, form, article=found)
    actions.change(found.pk, form.words(), by=request.user, at=now())
    messages.success(request, "Solusi diubah.")
    return redirect(found)


def _form_page(request: UserRequest, form: ArticleForm, **shown: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    page = {"form": form, **shown}
    return render(request, "requests/knowledge/write.html", page, status=status)


@require_POST
@once_only
def put_in_force(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.put_in_force(_article(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Solusi “{found}” berlaku sejak sekarang.")
    return redirect(found)


@require_POST
@once_only
def withdraw(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.withdraw(_article(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"Solusi “{found}” ditarik dan tidak ditawarkan lagi.")
    return redirect(found)


# ----------------------------------------------------------------------------- for one request
@require_safe
def likely(request: UserRequest, pk: int) -> HttpResponse:
    """Show what may solve a request: a part of its page, or a page of its own without scripts."""
    case = _case(request, pk)
    refuse_if(rules.why_not_choose(request.user, case))
    page = {"case": case, "articles": pages.likely_for(case, viewer=request.user)}
    name = "_likely" if request.htmx else "likely"
    return render(request, f"requests/knowledge/{name}.html", page)


@require_POST
@once_only
def link(request: UserRequest, pk: int, article_pk: int) -> HttpResponse:
    case, found = _case(request, pk), _article(request, article_pk)
    actions.link(case.pk, found.pk, by=request.user, at=now())
    told = " Pemohon diberi tahu." if found.is_for_everybody else ""
    messages.success(request, f"“{found}” dipasang sebagai solusi.{told}")
    return redirect(case)


@require_POST
@once_only
def unlink(request: UserRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    actions.unlink(case.pk, by=request.user, at=now())
    messages.success(request, "Solusi dilepas dari permintaan ini.")
    return redirect(case)


# --------------------------------------------------------------------------------- before filing
@require_safe
def maybe(request: UserRequest) -> HttpResponse:
    """Show what may help with what is being typed. Nothing of it is kept."""
    typed = TypedSoFar(request.GET)
    found = suggested(typed.told("title"), typed.told("category"), user=request.user)
    return render(request, "requests/knowledge/_maybe.html", {"maybe": found})


@require_POST
@once_only
def helped(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.count_deflection(_article(request, pk).pk, by=request.user, at=now())
    drafts.forget(by=request.user)
    messages.success(
        request, f"Syukurlah “{found}” membantu. Permintaan tidak diajukan dan tidak tercatat."
    )
    return redirect(reverse("home"))

"""The archive of stories, one of them, its paper, and the marks of who checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.core.errors import Refusal, refuse_if
from sopti.reports.pdf import render_pdf
from sopti.reports.sending import pdf_answer, says_why_not_printed
from sopti.ui.once import once_only
from website_ops.stories import actions, pages, papers, rules
from website_ops.stories.forms import MarkForm, StoryFilter
from website_ops.stories.models import Story, StoryMark

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def stories(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = StoryFilter(request.GET)
    page = pages.stories_page(request.user, form.chosen())
    return render(request, "website_ops/stories/stories.html", page | {"form": form})


@require_safe
def story(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.story_page(_story(request, pk), viewer=request.user)
    return render(request, "website_ops/stories/story.html", page)


@require_safe
@says_why_not_printed
def paper(request: UserRequest, pk: int) -> HttpResponse:
    found = _story(request, pk)
    sheet = papers.story_sheet(found, at=now())
    pdf = render_pdf(
        "website_ops/stories/sheet.html",
        {"sheet": sheet},
        sheets=("form.css", "story.css"),
        emblem=sheet.paper.head.emblem,
        pictures={one.name: one.path for one in sheet.pictures},
    )
    return pdf_answer(pdf, name=f"naskah {found.number or found.pk}")


@require_POST
@once_only
def mark(request: UserRequest, pk: int) -> HttpResponse:
    found = _story(request, pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Refusal("Tanda belum dicatat. Pilih bagiannya, lalu tulis apa yang perlu diperbaiki.")
    done = actions.mark(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Tanda dicatat pada {done.place}. Penulis membacanya di sana.")
    return redirect(came_from(request, found.get_absolute_url()))


@require_POST
@once_only
def unmark(request: UserRequest, pk: int) -> HttpResponse:
    visible = StoryMark.objects.filter(story__in=Story.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related("story"), pk=pk)
    actions.unmark(found.pk, by=request.user)
    messages.success(request, f"Tanda pada {found.place} dihapus.")
    return redirect(came_from(request, found.story.get_absolute_url()))


def came_from(request: UserRequest, otherwise: str) -> str:
    """Return the page of ours from which a form was sent."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if page and ours else otherwise


def _story(request: UserRequest, pk: int) -> Story:
    visible = Story.objects.visible_to(request.user).select_related(
        "court", "case__edition__document", "writer", "checked_by", "channel"
    )
    return get_object_or_404(visible.prefetch_related("photos", "marks__by"), pk=pk)

"""Media sosial: the archive of posts, and the evaluation of a month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from website_ops.channels.models import Channel
from website_ops.social import actions, pages, rules
from website_ops.social.forms import MonthChoice, MonthForm, PostFilter
from website_ops.social.models import ChannelMonth

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
FIGURES = ("followers", "reach", "reactions", "note")


@require_safe
def posts(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = PostFilter(request.GET)
    page = pages.posts_page(request.user, form.chosen())
    return render(request, "website_ops/social/posts.html", page | {"form": form})


@require_safe
def month(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    asked = MonthChoice(request.GET).month(localdate())
    page = pages.month_page(request.user, asked)
    return render(request, "website_ops/social/month.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def note_month(request: UserRequest, pk: int, year: int, number: int) -> HttpResponse:
    visible = Channel.objects.visible_to(request.user).social().select_related("court")
    channel = get_object_or_404(visible, pk=pk)
    asked = _first_of(year, number)
    refuse_if(rules.why_not_note_month(request.user, channel, asked, today=localdate()))
    found = ChannelMonth.objects.filter(channel=channel, month=asked).first()
    begun = {name: getattr(found, name) for name in FIGURES} if found else {}
    back = f"{reverse('website_ops:social_month')}?bulan={asked:%Y-%m}"
    form = MonthForm(request.POST or None, initial=begun, cancel=back)
    if not form.is_valid():
        page = {"form": form, "channel": channel, "month": asked, "back": back}
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "website_ops/social/month_form.html", page, status=status)
    actions.note_month(channel.pk, asked, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Angka {channel} disimpan.")
    return redirect(back)


def _first_of(year: int, number: int) -> date:
    try:
        return date(year, number, 1)
    except ValueError as error:
        raise Http404 from error

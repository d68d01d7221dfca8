"""What a person was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopti.notifications import actions, failing, pages
from sopti.notifications.forms import PageForm, WishesForm
from sopti.notifications.models import Message
from sopti.people.views.access import administrator_only
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def inbox(request: UserRequest) -> HttpResponse:
    page = pages.inbox_page(request.user, PageForm(request.GET).number())
    return render(request, "notifications/inbox.html", page)


@require_POST
def read_all(request: UserRequest) -> HttpResponse:
    actions.mark_read(by=request.user, at=now())
    return redirect("notifications:inbox")


@require_POST
def read(request: UserRequest, pk: int) -> HttpResponse:
    """Mark one row of the inbox as read: that message and what was told on its case before."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    actions.mark_read(by=request.user, at=now(), up_to=message)
    return redirect("notifications:inbox")


@require_http_methods(["GET", "POST"])
@once_only
def wishes(request: UserRequest) -> HttpResponse:
    """Let a person say for each kind of message how it reaches them."""
    form = WishesForm(request.POST or None, person=request.user)
    if not form.is_valid():
        page = {"form": form, "address": request.user.email}
        return render(
            request, "notifications/wishes.html", page, status=422 if form.errors else 200
        )
    actions.choose(form.wishes(), by=request.user, at=now())
    messages.success(request, "Pengaturan pemberitahuan disimpan. Berlaku mulai kabar berikutnya.")
    return redirect("notifications:wishes")


@require_safe
@administrator_only
def mails(request: UserRequest) -> HttpResponse:
    """Show the administrator which mails did not go out, and why."""
    assert request.user.court is not None  # noqa: S101 (administrator_only saw to it)
    page = failing.failing_page(request.user.court, at=now())
    return render(request, "notifications/mails.html", page)

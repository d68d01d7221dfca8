"""What a person was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.notifications import actions
from sopti.notifications.forms import PageForm
from sopti.notifications.models import Message

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

PAGE = 25


@require_safe
def inbox(request: UserRequest) -> HttpResponse:
    messages = Message.objects.visible_to(request.user)
    page = Paginator(messages, PAGE).get_page(PageForm(request.GET).number())
    return render(request, "notifications/inbox.html", {"page": page})


@require_POST
def read_all(request: UserRequest) -> HttpResponse:
    actions.mark_read(by=request.user, at=now())
    return redirect("notifications:inbox")

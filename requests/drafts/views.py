"""Keeping a draft while somebody types, and removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST

from requests.drafts import actions
from requests.drafts.keeping import keep_sent
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest


@require_POST
def keep(request: UserRequest) -> HttpResponse:
    """Answer the page's own script with a sentence for the person, or with nothing to say."""
    if not keep_sent(request):
        return HttpResponse(status=204)
    said = f"Draf disimpan pukul {localtime(now()):%H.%M}."
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@require_POST
@once_only
def forget(request: UserRequest) -> HttpResponse:
    actions.forget(by=request.user)
    messages.success(request, "Draf dihapus.")
    return redirect("requests:new")

"""The pages of the guide. They are open: who cannot come in needs help, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopti.guide import books
from sopti.guide.places import EVERYBODY, guides_of

if TYPE_CHECKING:
    from django.http import HttpRequest

A_DAY = 86_400


def _own(request: HttpRequest) -> list[str]:
    roles: frozenset[str] = getattr(request.user, "role_keys", frozenset())
    return [name for name in guides_of(roles) if name != EVERYBODY] or [EVERYBODY]


@login_not_required
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    own = _own(request)
    found = sorted(books.guides(), key=lambda guide: guide.name not in own)
    return render(request, "guide/guides.html", {"guides": found, "own": own})


@login_not_required
@require_safe
def guide(request: HttpRequest, name: str) -> HttpResponse:
    if name not in books.NAMES:
        raise Http404
    page = {"guide": books.guide(name), "others": books.guides()}
    return render(request, "guide/guide.html", page)


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Give out a picture of the guide; the address takes no folders."""
    path = books.PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response

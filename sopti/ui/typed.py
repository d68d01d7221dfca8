"""What a person wrote in a form that was not carried out. Nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST, MOST = 4000, 20
SECRET = ("password", "csrf", "token", "key", "seen")
KEPT = "typed"


def typed_words(request: HttpRequest) -> list[str]:
    """Return the prose of a POST: what has a space in it, and is no secret, in the form's order."""
    words = [
        value.strip()[:LONGEST]
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRET)
        for value in values
        if " " in value.strip()
    ]
    return words[:MOST]


def keep_typed(request: HttpRequest) -> None:
    """Remember what was typed, and by whom, until the next page that its writer sees.

    `request.left` is who was here until their session ended in this very request. Of a session
    that was already gone nobody knows the owner: its words stand on the login page, and once more
    after it, where the form is.
    """
    words = typed_words(request)
    if words:
        owner = request.user.pk or getattr(request, "left", None)
        request.session[KEPT] = {"by": owner, "words": words}


def give_back_typed(request: HttpRequest) -> list[str]:
    """Return what was remembered, once, to its writer only: desks are shared."""
    kept = request.session.get(KEPT)
    if not kept:
        return []
    words: list[str] = kept["words"]
    if request.user.pk is None:
        return [] if kept["by"] else words
    del request.session[KEPT]
    return words if kept["by"] in {None, request.user.pk} else []


def page_of_form(request: HttpRequest) -> str:
    """Return the address of the page on which the form stood, as the browser says; never away."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours else "/"

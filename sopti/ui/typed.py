"""What a person wrote in a form that was not carried out. Nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST, MOST = 4000, 20
SECRET = ("password", "csrf", "token", "key")
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
    """Remember what was typed until the next page that its writer sees."""
    words = typed_words(request)
    if words:
        request.session[KEPT] = words


def give_back_typed(request: HttpRequest) -> list[str]:
    """Return what was remembered, once."""
    words: list[str] = request.session.pop(KEPT, [])
    return words

"""What a person wrote in a form that was not carried out. Nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST = 4000
SECRET = ("password", "csrf", "token", "key")


def typed_words(request: HttpRequest) -> list[str]:
    """Return the prose of a POST: what has a space in it, and is no secret, in the form's order."""
    return [
        value.strip()[:MOST]
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in SECRET)
        for value in values
        if " " in value.strip()
    ]

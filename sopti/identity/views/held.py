"""The form that waited while its writer said once more who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sopti.ui.fresh import HELD, fresh_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
@never_cache
@fresh_only
def held(request: UserRequest) -> HttpResponse:
    """Show the form that waits; once it was sent, lead to the page on which it had stood."""
    form = request.session.get(HELD)
    if not form or form["by"] != request.user.pk:
        return redirect("home")
    if "path" not in form:
        return redirect(form["page"])
    return render(request, "identity/held.html", {"held": form, "typed": _prose(form["fields"])})


def _prose(fields: list[list[str]]) -> list[str]:
    """Return what its writer would know again: words with a space between them."""
    return [value for _, value in fields if " " in value.strip()]

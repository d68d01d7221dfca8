"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui.frame import Frame

if TYPE_CHECKING:
    from django.http import HttpRequest


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Return the frame; it asks the database only for what the template shows."""
    return {"frame": Frame(request)}

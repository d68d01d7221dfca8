"""The bars of a page, above and on a phone below: drawn once for all pages that show the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex
from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sopti.guide.places import Place
    from sopti.ui.menu import Menu

TOP, BOTTOM = "ui/_topbar.html", "ui/_bottombar.html"
KEPT_AT_MOST = 500
_TOKEN = token_hex(16)  # stands in a kept bar where the token of the page's forms belongs


@dataclass(frozen=True)
class Held:
    """An appointment, as the menu of the account tells it."""

    as_title: str
    capacity: str


@dataclass(frozen=True)
class Shown:
    """All that the bars show. They are drawn from nothing else, so a kept one is never wrong."""

    court_name: str
    person: str
    acting: str
    position: str
    appointments: tuple[Held, ...]
    menu: Menu
    waiting: int
    unread: int
    help: Place
    site: tuple[str, str]  # what addresses depend on


def drawn(template: str, shown: Shown, request: HttpRequest) -> SafeString:
    """Return a bar with the token of this page in its forms."""
    draw = _draw.__wrapped__ if settings.DEBUG else _draw  # whoever writes templates sees changes
    return SafeString(draw(template, shown).replace(_TOKEN, get_token(request)))


@lru_cache(maxsize=KEPT_AT_MOST)
def _draw(template: str, shown: Shown) -> str:
    return render_to_string(template, {"frame": shown, "csrf_token": _TOKEN})

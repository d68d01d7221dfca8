"""Addresses of our own pages, each worked out once.

Django walks the whole URL configuration for every link: 60 times for one page of a list.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

if TYPE_CHECKING:
    from django.template import Context

SOME_KEY = 900_900_900  # stands in a kept address where the key of the thing belongs


def address(name: str, *args: str) -> str:
    """Return the address of one of a few pages, "" on an installation without it."""
    return _page(name, args, *place())


def address_of(name: str, key: int) -> str:
    """Return the address of the page of one thing: `address_of("workflow:case", 5)`."""
    before, after = _page_of(name, *place())
    return f"{before}{key}{after}"


def place() -> tuple[str, str]:
    """Return what else an address depends on: the configuration, and where the site is mounted."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


class KeptURLNode(URLNode):
    """What `{% url %}` becomes: Django's own, but that of a page or of one thing is kept."""

    def render(self, context: Context) -> str:
        found = "" if self.kwargs else self._kept(context)
        if not found:
            return super().render(context)
        if self.asvar is None:
            return conditional_escape(found) if context.autoescape else found
        context[self.asvar] = found
        return ""

    def _kept(self, context: Context) -> str:
        """Return the address if it is known; "" leaves the question to Django."""
        name = self.view_name.resolve(context)
        keys = [one.resolve(context) for one in self.args]
        try:
            if not keys:
                return address(name)
            return address_of(name, keys[0]) if list(map(type, keys)) == [int] else ""
        except NoReverseMatch:
            return ""


@lru_cache(maxsize=1024)
def _page(name: str, args: tuple[str, ...], _urlconf: str, _prefix: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@cache
def _page_of(name: str, _urlconf: str, _prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[SOME_KEY]).partition(str(SOME_KEY))
    return before, after

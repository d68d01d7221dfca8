"""What the markup of no page of the house may hold, whoever wrote what into it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tests.fuzz.payload_lists import MARK

NEVER = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "marquee",
    "applet",
    "frame",
    "foreignobject",
}
LEADS = {"href", "src", "action", "formaction", "srcset", "poster", "background", "data", "hx-get",
         "hx-post", "xlink:href"}  # fmt: skip
LOADS = {
    "src",
    "srcset",
    "poster",
    "background",
    "data",
    "hx-get",
    "hx-post",
    "action",
    "formaction",
}
WRONG_WAYS = ("javascript:", "vbscript:", "data:text", "file:")
COMPUTED = re.compile(f".{{0,40}}49{MARK}.{{0,40}}")  # what a template would make of a sum
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def ill_markup(page: str) -> list[str]:
    """Say what a page holds that only somebody's words can have brought into it."""
    page = TOKEN.sub("", page)  # of letters that chance may put so
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found + [f"computed: {found[0]}" for found in COMPUTED.finditer(page)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        is_ill = tag in NEVER or _is_ill_script(tag, told) or _is_ill_head(tag, told)
        is_ill = is_ill or any(_is_ill(*one) for one in told.items())
        if is_ill:
            self.found.append(f"<{tag} {told}>"[:300])

    handle_startendtag = handle_starttag


def _is_ill_script(tag, told):
    if tag != "script":
        return False
    is_data = told.get("type") == "application/json"
    return not (is_data or told.get("src", "").startswith("/static/"))


def _is_ill_head(tag, told):
    refreshes = tag == "meta" and "refresh" in told.get("http-equiv", "").lower()
    loads = tag == "link" and not told.get("href", "").startswith("/")
    return refreshes or loads


def _is_ill(name, value):
    plain = "".join(value.split()).lower()
    if name.startswith("on") or name == "style":
        return True
    if name in LOADS and plain.startswith(("http:", "https:", "//")):
        return True
    return name in LEADS and plain.startswith(WRONG_WAYS)

"""What can be asked of the house: its addresses, and the forms that its pages show each person."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import Resolver404, URLResolver, get_resolver, resolve

from tests.walk.forms import Form, forms_of

LINK = re.compile(r'(?:href|hx-get|src|hx-post|data-autosave)="(/[^"#]*)')
CONVERTER = re.compile(r"<(?:\w+:)?\w+>")
FILES = (".pdf", ".zip", ".png", "/cetak/", "/xlsx/")  # lead nowhere, and take long to make


@dataclass
class Place:
    """A page as somebody saw it. `asked` names what its address takes; `forms` what it sends."""

    name: str
    address: str
    asked: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)

    @property
    def path(self):
        return urlsplit(self.address).path


def places_of(client, doors, pages):
    """Return the places that somebody comes to who follows every link: so many of each kind."""
    waiting, seen, found = list(doors), {}, []
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        of_this_kind = seen.setdefault(name, {})
        if name is None or len(of_this_kind) >= pages or address in of_this_kind:
            continue
        place, links = look_at(client, name, address)
        of_this_kind[address] = place
        found.append(place)
        waiting += links
    for place in found:
        place.asked |= set().union(*(other.asked for other in seen[place.name].values()))
    return found


def name_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def look_at(client, name, address):
    """Open a page: what it takes and sends, and where it leads."""
    place = Place(name, address, {key for key, _ in parse_qsl(urlsplit(address).query)})
    if place.path.endswith(FILES):
        return place, []
    answer = client.get(address, headers={"accept": "text/html"})
    if answer.status_code in {301, 302}:
        return place, [urljoin(address, answer["Location"])]
    if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
        _finish(answer)
        return place, []
    page = answer.content.decode()
    for form in forms_of(page).values():
        if form.method == "get" and urljoin(address, form.action).partition("?")[0] == place.path:
            place.asked |= set(form.controls)
        place.forms.append(form)
    return place, [urljoin(address, html.unescape(link)) for link in LINK.findall(page)]


def _finish(answer):
    if answer.streaming:
        b"".join(answer.streaming_content)


@cache
def patterns():
    """Return every address of the house as the pieces between what may vary in it."""
    return list(_patterns(get_resolver().url_patterns, "/"))


def _patterns(among, before):
    for one in among:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, address)
        else:
            yield CONVERTER.split(address)

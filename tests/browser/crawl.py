"""What people find when they follow every menu and link: one page of each kind, by everybody.

No browser yet: the pages are read within the site, and say what a browser should look at.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse

from maintenance.models import Check, TestCase, Weakness
from requests.models import ProgrammeItem
from sopti.people.models import User
from sopti.reports.models import Paper, Report
from website_ops.models import Channel

if TYPE_CHECKING:
    from django.db.models import Model

ACCOUNTS = [
    *(f"{role}.madiun" for role in ("kasubag", "admin", "pegawai", "operator", "kabag")),
    *(f"{role}.madiun" for role in ("umum", "sekretaris", "ketua")),
    *(f"{role}.ternate" for role in ("operatorsub", "editor", "redaktur", "adminweb", "pj")),
    "pegawai.banjarnegara",
    "adminweb.banjarnegara",
    "pengawas.surabaya",
    "",  # whoever is not logged in
]
DOORS = ["/", "/masuk/", "/periksa/"]
MORE_DOORS = {
    "admin.madiun": ["/akun/pastikan/"],
    "operatorsub.ternate": ["/berkas/baru/publikasi-konten/publikasi-konten/"],
    "kasubag.madiun": ["/kepatuhan/as-32/permintaan-layanan/langkah-8/catatan/"],
}
# Pages to which only some rows lead, while the walk opens one page of each kind.
ROWS = {
    "operator.madiun": [
        ("requests:note_progress", ProgrammeItem, ()),
        ("maintenance:test_case", TestCase, ()),
        ("maintenance:mend_weakness", Weakness, ()),
        ("maintenance:check_result", Check, ()),
    ],
    "kasubag.madiun": [("reports:correct_report", Report, ())],
    "adminweb.banjarnegara": [("website_ops:note_month", Channel, (2026, 10))],
}
SAID_TO_SOME = {"title", "aria-label", "alt", "placeholder"}
NOT_READ = {"script", "style", "svg"}
SHAPED = {"dl", "table"}
OK, FOUND = 200, 302
MARKS = {"due", "tag", "notice", "empty", "now", "errsum"}


@dataclass
class Seen:
    """One page as one person got it."""

    name: str
    account: str
    address: str
    status: int
    title: str
    heads: int
    words: str
    shape: list[str]


def tell() -> None:
    """Print all pages that were seen. Runs within the site."""
    json.dump([asdict(page) for account in ACCOUNTS for page in pages_of(account)], sys.stdout)


def pages_of(account: str, *, doors: list[str] | None = None, most: float = math.inf) -> list[Seen]:
    """Open what the menus lead to, and from there one page of every other kind, or the first ones.

    `doors` are where the walk begins; without them also at pages to which no link leads, with
    rows of the demonstration.
    """
    browser, pages = _browser(account), {}
    addresses = _doors(account) if doors is None else [*doors]
    while addresses and len(pages) < most:
        address = addresses.pop(0)
        name = kind_of(address)
        if name is not None and name not in pages and (reader := _read(browser, address)):
            pages[name] = reader.seen(name, account, address)
            addresses += [urljoin(address, link) for link in reader.links]
    return list(pages.values())


def _doors(account: str) -> list[str]:
    paper = Paper.objects.order_by("pk").first()
    rows = [_row(account, *told) for told in ROWS.get(account, [])]
    return [*DOORS, f"/periksa/{paper.short_key}/", *MORE_DOORS.get(account, []), *rows]


def _row(account: str, name: str, model: type[Model], more: tuple[int, ...]) -> str:
    """Return the first page of that kind which opens for them."""
    browser, keys = _browser(account), model.objects.order_by("pk").values_list("pk", flat=True)
    pages = (reverse(name, args=[key, *more]) for key in keys)
    return next(page for page in pages if browser.get(page).status_code == OK)


def _read(browser: Client, address: str) -> _Reader | None:
    """Return the page that stands there; None where it leads on, or is a file to keep."""
    answer = browser.get(address, headers={"accept": "text/html"})
    if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code == FOUND:
        return None
    return _Reader(answer.content.decode(), answer.status_code)


def kind_of(address: str) -> str | None:
    parts = urlsplit(address)
    if parts.netloc or parts.scheme not in {"", "http"}:
        return None
    try:
        return resolve(parts.path).view_name
    except Resolver404:
        return None


def _browser(account: str) -> Client:
    browser = Client(headers={"host": "localhost"})
    if account:
        browser.force_login(User.objects.get(username=account))
    return browser


class _Reader(HTMLParser):
    """Reads a page: its words, its links, and the kinds of things that it is made of."""

    def __init__(self, page: str, status: int) -> None:
        super().__init__()
        self.status = status
        self.words, self.links, self.shape, self.open = [], [], set(), []
        self.title, self.heads, self.forms, self.unread = "", 0, 0, 0
        self.feed(page)

    def seen(self, name: str, account: str, address: str) -> Seen:
        words = " ".join(" ".join(self.words).split())
        title = " ".join(self.title.split())
        return Seen(
            name, account, address, self.status, title, self.heads, words, sorted(self.shape)
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.open.append(tag)
        self.unread += tag in NOT_READ
        self.heads += tag == "h1"
        self.forms += tag == "form"
        self.words += [told[name] for name in told if name in SAID_TO_SOME]
        if tag == "a" and told.get("href") and not told.get("target"):
            self.links.append(told["href"])
        if self.forms and tag in {"input", "select", "textarea", "button"}:
            self.shape.add(f"{tag} {told.get('type', '')}")
        classes = told.get("class", "").split()
        if tag in SHAPED or MARKS & set(classes):
            self.shape.add(" ".join(classes))

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in NOT_READ
        self.forms -= tag == "form"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and not self.unread:  # drawings have titles too
            self.title += data
        if not self.unread:
            self.words.append(data)

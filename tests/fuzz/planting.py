"""Plants ill texts through every form that somebody sees, then reads what became of them.

`tell` runs within a prepared site, which is of no use to people afterwards.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now

from sopti.notifications.actions import send_waiting
from sopti.people.models import User
from tests.browser.crawl import ACCOUNTS
from tests.browser.sessions import _session_of
from tests.fuzz.attempts import URLENCODED, encoded
from tests.fuzz.markup import ill_markup
from tests.fuzz.payload_lists import MARK, payloads
from tests.fuzz.payloads import OF_WORDS, _wrong, wrong_mails
from tests.fuzz.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "form_key"
DOORS = ("/", "/masuk/", "/permintaan/baru/", "/register/", "/cari/")
EACH = 4  # texts for every field of every form of everybody
PAPERS, PAPERS_READ = (".pdf", "/cetak/"), 40  # each takes half a second
BROKEN = 500


@dataclass
class Told:
    sent: int = 0
    asked: int = 0
    pages: int = 0
    mails: int = 0
    papers: int = 0
    papers_with_it: int = 0
    wrong: list[str] = field(default_factory=list)
    shown_at: list[tuple[str, str]] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)


class Planter:
    """One person after another sends every form with the next texts of the list."""

    def __init__(self, port: int) -> None:
        self.told, self.texts = Told(), cycle(payloads(port))

    def plant_as(self, person: User, *, pages: int = 1) -> None:
        client = browser_of(person)
        for place in places_of(client, DOORS, pages):
            for form in place.forms:
                fields = [one.name for one in form.controls.values() if one.kind in OF_WORDS]
                for _ in range(EACH if fields else 0):
                    filled = form.filled(**{name: next(self.texts) for name in fields})
                    if KEY in filled:  # each text in a form of its own, not the same one again
                        filled[KEY] = str(uuid.uuid4())
                    self._send(client, person, urljoin(place.address, form.action), form, filled)

    def _send(self, client, person, address, form, filled) -> None:
        cache.clear()  # else the limits of the login answer in place of what is behind them
        client.force_login(person)  # the last form may have been the end of the session
        if form.method == "post":
            self.told.sent += 1
            body = encoded(list(filled.items()))
            answer = client.post(address, body, URLENCODED, headers={"accept": "text/html"})
        else:
            self.told.asked += 1
            asked = urlencode({name: value for name, value in filled.items() if value})
            answer = client.get(f"{address.partition('?')[0]}?{asked}")
        self._judge(person, address, answer)

    def read_as(self, person: User, *, pages: int = 3) -> Iterator[str]:
        """Read every page that the person comes to; yield the papers among them."""
        client = browser_of(person)
        for place in places_of(client, DOORS, pages):
            if place.path.endswith(PAPERS):
                yield place.address
            elif not place.path.endswith((".zip", ".png")):
                self.told.pages += 1
                self._judge(person, place.address, client.get(place.address), is_shown=True)

    def read_paper(self, person: User, address: str) -> None:
        answer = browser_of(person).get(address)
        content = content_of(answer)
        if content.startswith(b"%PDF"):
            self.told.papers += 1
            words = ["pdftotext", "-", "-"]
            text = subprocess.run(words, input=content, capture_output=True, check=True).stdout
            self.told.papers_with_it += MARK.encode() in text
            self.told.wrong += [f"{address}: root:x:0"] * (b"root:x:0" in text)
        elif answer.status_code >= BROKEN:
            self.told.wrong.append(f"{address}: {answer.status_code}")

    def _judge(self, person, address, answer, *, is_shown: bool = False) -> None:
        content = content_of(answer)
        if answer.get("Content-Type", "").startswith("text/html"):
            page = content.decode()
            found = ill_markup(page)
            if is_shown and MARK in page:
                self.told.shown_at.append((person.username, address))
        else:
            found = _wrong(answer, content)  # formulas of tables
        if answer.status_code >= BROKEN:
            found.append(str(answer.status_code))
        self.told.wrong += [f"{person} {address}: {one}" for one in found]


def content_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def browser_of(person: User) -> Client:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(person)
    return client


def _people() -> list[User]:
    """Return the accounts that are walked through, each with an address to write to."""
    found = User.objects.in_bulk(filter(None, ACCOUNTS), field_name="username").values()
    for one in found:
        one.email = f"{one.username}@sopti.example"
        one.save(update_fields=["email"])
    return list(found)


def tell() -> None:
    """Print what became of the texts; the canary listens on the port CANARY_PORT."""
    people, mail.outbox = _people(), []
    planter = Planter(int(os.environ["CANARY_PORT"]))
    for person in people:
        planter.plant_as(person)
    papers = {address: one for one in people for address in planter.read_as(one)}
    for address in list(papers)[:PAPERS_READ]:
        planter.read_paper(papers[address], address)
    while send_waiting(at=now()):
        pass
    planter.told.mails = len(mail.outbox)
    planter.told.wrong += [f"mail: {subject}" for subject in wrong_mails()]
    User.objects.filter(pk__in=[one.pk for one in people]).update(is_active=True)
    planter.told.sessions = {one.username: _session_of(one) for one in people}
    json.dump(asdict(planter.told), sys.stdout)

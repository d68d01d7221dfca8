"""A word of its own in every text of a court, and who comes to read it.

`plant` writes the word past all actions, also into the record and the histories, and `Reader`
follows every link, asks every search for it, and opens every file. A court may read its own word:
that it does, in every kind of file, shows that the reader reads.
"""

import html
import io
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import reverse

from sopti.search.models import Entry
from tests.access.strangers import way_to_court
from tests.fuzz.places import LINK, name_of
from tests.unguarded import unguarded
from tests.walk.forms import forms_of

SHORTEST = 18  # letters that a column must take: the word, and the key of the row
# What the house reads or compares itself. Pages show no letter of it, or could not be drawn.
SHAPED = {
    "about", "bill_sha256", "bill_type", "calendar_key", "categories", "checksum",
    "claim", "code", "content", "content_type", "contents", "digest", "evidence_type",
    "file_fingerprint", "fingerprint", "issuer", "key", "led_to", "link", "mac", "nip",
    "password", "past", "period", "photo_type", "previous", "query", "route", "session_key",
    "sha256", "subject_key", "target", "topic", "username",
}  # fmt: skip
SOP_TEXT = "body"  # of an edition: JSON with a fingerprint
INDEX = "Entry"  # tables of words whose first one says whose they are: the canary comes last
TEXTS = {"text", "search", "textarea"}


def word_of(court):
    """Return the court's word. In a text a digit follows it, which tells it from the question."""
    return f"kanari{court.pk}q"


def plant(court):
    """Write the court's word into its texts; return how many columns have it, and which not."""
    planted, refused = 0, []
    with unguarded():
        for model, way in all_models():
            rows = model._base_manager.filter(**{way: court})  # noqa: SLF001 (of all rows)
            for column in _texts(model) if rows.exists() else []:
                if _write(rows, column, word_of(court)):
                    planted += 1
                else:
                    refused.append(f"{model.__name__}.{column.attname}")
    _plant_index(court)
    return planted, refused


def all_models():
    for model in apps.get_models():
        if model._meta.managed and (way := way_to_court(model)):  # noqa: SLF001 (Django's API)
            yield model, way


def _texts(model):
    for one in model._meta.concrete_fields:  # noqa: SLF001 (as the tables have them)
        is_text = type(one) in {models.CharField, models.TextField} and not one.choices
        is_long = one.max_length is None or one.max_length >= SHORTEST
        is_shaped = one.attname in SHAPED or (one.attname == SOP_TEXT and "sop" in model.__module__)
        if is_text and is_long and not is_shaped:
            yield one


def _write(rows, column, word):
    key = Cast(rows.model._meta.pk.attname, models.CharField())  # noqa: SLF001 (Django's API)
    said = Concat(models.Value(word), key, output_field=models.TextField())
    if rows.model.__name__.endswith(INDEX):
        before = models.F(column.attname)
        said = Concat(before, models.Value(f" {word}"), output_field=models.TextField())
    try:
        with transaction.atomic():
            rows.update(**{column.attname: said})
    except DatabaseError:
        return False
    return True


def _plant_index(court):
    for entry in Entry.objects.all():
        if entry.words.split()[0].endswith(f"0{court.pk}"):
            entry.words += f" {word_of(court)}"
            entry.save()


@dataclass
class Reader:
    """One person who opens whatever there is to open, so many of each kind, and notes words."""

    person: object
    words: dict  # whose word: the court
    pages: int = 2  # of each kind
    files: int = 1
    without: tuple = ()  # ends of addresses that are not opened
    foreign: list = field(default_factory=list)
    own: Counter = field(default_factory=Counter)  # the court's own word, by kind of file
    broken: list = field(default_factory=list)
    asked: int = 0

    def read(self):
        self.client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        self.client.force_login(self.person)
        waiting, seen = [reverse("home"), reverse("search:search")], Counter()
        while waiting:
            address = waiting.pop(0)
            kind = _kind(address)
            is_new = kind is not None and (kind, address) not in seen
            is_new = is_new and not urlsplit(address).path.endswith(self.without or "\0")
            if is_new and seen[kind] < (self.files if _is_file(address) else self.pages):
                seen[kind] += 1
                seen[kind, address] += 1
                waiting += self._open(address)
        self._note(reverse("privacy:fetch"), self.client.post(reverse("privacy:fetch")))
        return self

    def _open(self, address):
        answer = self.client.get(address, headers={"accept": "text/html"})
        page = self._note(address, answer)
        if answer.status_code in {301, 302}:
            return [urljoin(address, answer["Location"])]
        if not answer.get("Content-Type", "").startswith("text/html"):
            return []
        links = [urljoin(address, html.unescape(link)) for link in LINK.findall(page)]
        return [*links, *self._searches(address, page)]

    def _note(self, address, answer):
        """Look for the words in what came; return it as text."""
        self.asked += 1
        content, kind = answer.getvalue(), answer.get("Content-Type", "").partition(";")[0]
        if answer.status_code >= 500:
            self.broken.append((self.person.username, address, answer.status_code))
        told = "".join(text_of(content).split()).lower()
        for court, word in self.words.items():
            found = re.search(rf".{{0,60}}{word}\d.{{0,40}}", told)
            if found and court == self.person.court:
                self.own[kind] += 1
            elif found:
                self.foreign.append((self.person.username, address, found[0]))
        return content.decode(errors="replace")

    def _searches(self, address, page):
        """Ask each form that searches for the word of every other court, and its own."""
        for form in forms_of(page).values():
            names = [one.name for one in form.controls.values() if one.kind in TEXTS]
            if form.method != "get" or not names:
                continue
            path = urljoin(address, form.action).partition("?")[0]
            for word in self.words.values():
                yield f"{path}?{urlencode(dict.fromkeys(names, word))}"


def _kind(address):
    parts = urlsplit(address)
    if parts.netloc not in {"", "localhost"} or (name := name_of(address)) is None:
        return None
    asked = {(key, value[:6] if value.startswith("kanari") else "") for key, value
             in parse_qsl(parts.query)}  # fmt: skip
    return name, tuple(sorted(asked))


def _is_file(address):
    return urlsplit(address).path.endswith((".pdf", ".zip", ".png", "/cetak/", "/xlsx/", ".xlsx"))


def text_of(content):
    """Return what stands in a file: of a PDF what is drawn, of an archive what is in it."""
    if content.startswith(b"%PDF"):
        command = ["pdftotext", "-raw", "-", "-"]
        drawn = subprocess.run(command, input=content, capture_output=True, check=True)
        return drawn.stdout.decode(errors="replace")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    return content.decode(errors="replace")

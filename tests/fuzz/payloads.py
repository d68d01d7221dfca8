"""One text that is markup, a template, a formula and a header at once: sent everywhere, looked for.

It goes into every field for words of every form that somebody sees. Afterwards every page, table
and mail is read again: nowhere may it be more than the words of somebody.
"""

from __future__ import annotations

import csv
import io
from urllib.parse import urljoin

from django.core import mail
from openpyxl import load_workbook

from tests.fuzz.attempts import URLENCODED, encoded
from tests.fuzz.places import places_of

TEXT = '=7*7"><i id=mk>{{7*7}}mk</script>\r\nBcc: mk@example.org'
NEVER_IN_A_PAGE = ("<i id=mk>", "49mk", "mk</script>", '=7*7">')
PAPERS = (".pdf", "/cetak/", ".zip", ".png")  # made of pages of our own, which escape alike
OF_WORDS = {"text", "textarea", "search"}


def plant(client, doors, pages):
    """Send every form that somebody comes to, the text in all its fields; return how often."""
    sent = 0
    for place in places_of(client, doors, pages):
        for form in place.forms:
            fields = [one.name for one in form.controls.values() if one.kind in OF_WORDS]
            if form.method == "post" and fields:
                body = encoded(list(form.filled(**dict.fromkeys(fields, TEXT)).items()))
                client.post(urljoin(place.address, form.action), body, URLENCODED)
                sent += 1
    return sent


def found_by(client, doors, pages):
    """Return every place where the text is more than words, and how many pages showed it."""
    wrong, shown = [], 0
    for place in places_of(client, doors, pages):
        if place.path.endswith(PAPERS):
            continue
        answer = client.get(place.address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown += b"i id=mk" in content
        wrong += [f"{place.address}: {one}" for one in _wrong(answer, content)]
    return wrong, shown


def _wrong(answer, content):
    kind = answer.get("Content-Type", "").partition(";")[0]
    if kind == "text/html":
        return [mark for mark in NEVER_IN_A_PAGE if mark.encode() in content]
    if kind == "text/csv":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        return [cell for row in rows for cell in row if cell.startswith("=")]
    if "spreadsheetml" in kind:
        return _formulas(content)
    return []


def _formulas(content):
    book = load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [f"formula {cell.value}" for cell in cells if cell.data_type == "f"]


def wrong_mails():
    """Return the mails of this process that go to somebody else, or have a header of the text."""
    wrong = []
    for one in mail.outbox:
        told = one.message()
        if told["Bcc"] or len(one.recipients()) != 1 or "\n" in one.subject:
            wrong.append(one.subject)
    return wrong

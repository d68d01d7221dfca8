"""A court with cases of October 2026, and a Kasubag who wants them gathered."""

import hashlib
from datetime import date, timedelta

from django.core.files.base import ContentFile

from sopti.core.periods import Period
from sopti.reports.evidence import actions, making
from sopti.workflow.models import Attachment, Case
from tests import make
from tests.reports import objects

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
AT = make.MONDAY
TITLE = "B. Penanganan permintaan"


class Shelf:
    def __init__(self, cases=2):
        self.court = objects.court()
        body = make.sop_body()  # one procedure of it, so that its paper is short
        chosen = tuple(one for one in body.procedures if one.key == "permintaan-layanan")
        make.edition(self.court, body=body.model_copy(update={"procedures": chosen}))
        self.clerk = objects.clerk(self.court)
        self.kasubag = objects.official(self.court)
        self.cases = [self.case(number) for number in range(1, cases + 1)]
        self.document = self.cases[0].edition.document

    def case(self, number, **words):
        words.setdefault("opened_at", objects.at(12, 9, number))
        return objects.case(self.clerk, number, **words)

    def ask(self, *, by=None, period=OCTOBER, at=AT):
        return actions.ask(
            self.document, "permintaan-layanan", TITLE, period=period, by=by or self.kasubag, at=at
        )


def attach(case, name, content=b"isi", *, by, task=None):
    return Attachment.objects.create(
        case=case, task=task, file=ContentFile(content, name="acak.bin"), name=name,
        content_type="text/plain", size=len(content), sha256=hashlib.sha256(content).hexdigest(),
        added_by=by, added_at=objects.at(15, 9),
    )  # fmt: skip


def make_all(bundle, *, at=AT, rounds=5):
    """Let the worker have its rounds; return what they said."""
    said = []
    for number in range(rounds):
        said.append(making.make_some(at + timedelta(seconds=number)))
        bundle.refresh_from_db()
        if not bundle.is_unfinished:
            break
    return said


def fresh(case):
    return Case.objects.for_pages().get(pk=case.pk)

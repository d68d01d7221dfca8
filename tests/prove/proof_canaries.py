"""No text of one court is read in another: every account of two courts opens all there is.

Each court has a word of its own in every column of its rows that people's texts stand in, the
record and the histories too. Lost is a page, search, list, file or mail in which the word of the
other court stands, and a page that breaks. Negative control: with the cases no longer kept apart,
the same reader finds the word (tests/access/test_canaries.py); here, a court that never read its
own word in a kind of file has proved nothing of it, and counts as lost.
"""

from __future__ import annotations

import logging
import tempfile
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.core.management import call_command

from tests.prove.outcome import Outcome, Proof
from tests.prove.proof_access import house

if TYPE_CHECKING:
    from collections.abc import Iterator

COURTS = ("pa-kota-madiun", "pa-ternate")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"text/html", "text/csv", "application/pdf", SHEET}


def run() -> Iterator[Outcome]:
    """Plant the words in the demonstration and have everybody of both courts read."""
    with house(), tempfile.TemporaryDirectory(prefix="sopti-canaries-") as files:
        from django.conf import settings  # noqa: PLC0415 (after setup)

        from sopti.people.models import Court  # noqa: PLC0415 (the same)
        from tests.access.canaries import plant, word_of  # noqa: PLC0415 (the same)

        settings.MEDIA_ROOT = files
        logging.getLogger("sopti.asked").setLevel("ERROR")
        call_command("load_demo", stdout=StringIO())
        courts = [Court.objects.get(key=key) for key in COURTS]
        for court in courts:
            planted, refused = plant(court)
            print(f"{court.key}: {planted} columns; refused by the database: {refused}")
        words = {court: word_of(court) for court in courts}
        for court in courts:
            yield _read_by_all(court, words)
            yield _mails_to(court, words)


def _read_by_all(court: Any, words: dict[Any, str]) -> Outcome:
    from sopti.people.models import User  # noqa: PLC0415 (after setup)
    from tests.access.canaries import Reader  # noqa: PLC0415 (the same)

    asked, lost, own = 0, 0, set()
    people = User.objects.filter(court=court, is_active=True).order_by("pk")
    for person in people:
        seen = Reader(person, words).read()
        for wrong in [*seen.foreign, *seen.broken]:
            print("WRONG", *wrong)
        asked, lost = asked + seen.asked, lost + len(seen.foreign) + len(seen.broken)
        own |= set(seen.own)
    remark = f"{len(people)} people; own word in {len(own)} kinds of file"
    return Outcome(f"{court.key} reads", asked, lost + len(KINDS - own), remark)


def _mails_to(court: Any, words: dict[Any, str]) -> Outcome:
    """Run every job of the worker, and read what it sends to the people of the court."""
    from django.core import mail  # noqa: PLC0415 (after setup)
    from django.utils.timezone import now  # noqa: PLC0415 (the same)

    from sopti.notifications.actions import send_waiting, sort_outbox  # noqa: PLC0415 (the same)
    from sopti.notifications.models import Digest, Message  # noqa: PLC0415 (the same)
    from sopti.workflow.registry import jobs  # noqa: PLC0415 (the same)

    for do in jobs().values():
        do(now())
    sort_outbox(at=now())
    send_waiting(at=now())
    written = [f"{one.subject}{one.body}" for kind in (Message, Digest)
               for one in kind.objects.filter(to__court=court)]  # fmt: skip
    addresses = set(court.people.values_list("email", flat=True)) - {""}
    written += [f"{one.subject}{one.body}" for one in mail.outbox if addresses & set(one.to)]
    foreign = [word for other, word in words.items() if other != court]
    lost = sum(word in text for text in written for word in foreign)
    return Outcome(f"{court.key} is told", len(written), lost, f"{len(mail.outbox)} mails left")


PROOFS = [Proof("canaries", "No text of one court is read in another", run)]

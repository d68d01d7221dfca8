"""No form takes a row of another court, or a column it does not have: every account, every form.

The people of two courts of the demonstration fill each form that their pages show, once with a row
of the other court in each choice, once with all columns of the tables that it writes. Lost is a
form that came to point at the other court, changed a row of it, or wrote a column otherwise than
without. Negative control: tests/access/test_smuggling.py plants a form that believes everything,
and the same code finds both. A court in which no form was carried out has proved nothing: lost.
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
DOORS = ("/", "/permintaan/baru/", "/aset/baru/")


def run() -> Iterator[Outcome]:
    """Have everybody of each court smuggle rows of the other."""
    with house(), tempfile.TemporaryDirectory(prefix="sopti-smuggling-") as files:
        from django.conf import settings  # noqa: PLC0415 (after setup)

        from sopti.people.models import Court  # noqa: PLC0415 (the same)

        settings.MEDIA_ROOT = files
        logging.getLogger("sopti").setLevel("ERROR")
        call_command("load_demo", stdout=StringIO())
        near, far = (Court.objects.get(key=key) for key in COURTS)
        yield _smuggled(near, far)
        yield _smuggled(far, near)


def _smuggled(near: Any, far: Any) -> Outcome:
    from tests.access.smuggling import Smuggler  # noqa: PLC0415 (after setup)

    seen = [Smuggler(one, far, DOORS).run() for one in near.people.filter(is_active=True)]
    wrong = [cell for one in seen for cell in one.wrong]
    for cell in wrong:
        print("WRONG", *cell)
    accepted = sum(one.accepted for one in seen)
    columns = f"{accepted:,} forms carried out, with {sum(one.forged for one in seen):,} columns"
    smuggled = sum(one.smuggled for one in seen)
    return Outcome(f"{near.key} smuggles", smuggled, len(wrong) if accepted else 1, columns)


PROOFS = [Proof("smuggling", "No form takes what is not its own", run)]

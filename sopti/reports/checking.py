"""What the public page says of a paper: what stands on it already, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sopti.core import words
from sopti.reports.keys import key_in
from sopti.reports.marks import printed_fingerprint
from sopti.reports.models import Paper


@dataclass(frozen=True)
class Signer:
    name: str
    capacity: str
    on: str


@dataclass(frozen=True)
class Checked:
    """A recorded paper in words."""

    court: str
    title: str
    code: str
    number: str
    dated: str
    signers: tuple[Signer, ...]
    print: str
    key: str
    checked: str


def paper_by(typed: str) -> Paper | None:
    """Return the issued paper of this key, typed in any way. One query, or none."""
    key = key_in(typed)
    return Paper.objects.select_related("court").filter(key=key).first() if key else None


def checked(paper: Paper, *, at: datetime) -> Checked:
    return Checked(
        court=paper.court.name,
        title=paper.title,
        code=paper.code,
        number=paper.number,
        dated=words.long_date(paper.dated_on),
        signers=tuple(
            Signer(one["name"], one["capacity"], words.plain_date(date.fromisoformat(one["on"])))
            for one in paper.signers
        ),
        print=printed_fingerprint(paper),
        key=paper.short_key,
        checked=words.long_moment(at, paper.court.tz),
    )

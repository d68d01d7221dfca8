"""A year of SIPP for the demonstration: weekly looks, monthly reviews, complaints that ended."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from maintenance.sipp.enums import Access, Channel, Reach
from maintenance.sipp.models import SippAccount, SippCheck, SippComplaint, SippReview
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

WEEKS, MONTHS = 52, 12
ROOMS = ("PTSP", "Ruang sidang 1", "Kepaniteraan", "Ruang hakim")
COMPLAINTS = (
    (41, "Kepaniteraan", "SIPP lambat saat membuka daftar perkara.", Reach.SOME),
    (27, "PTSP", "Cetak relaas tidak keluar dari SIPP.", Reach.ONE),
    (12, "Panitera pengganti", "SIPP tidak dapat dibuka dari ruang sidang.", Reach.SOME),
)
TO_CLOSE = (("pp.lama", "pindah tugas bulan lalu"), ("magang02", "masa magang selesai"))


def load(at: datetime) -> str:
    """Give every demonstration court without looks at SIPP its year."""
    before = SippCheck.objects.count()
    for court in Court.objects.on_show().filter(sipp_checks=None):
        today = at.astimezone(court.tz).date()
        by = User.objects.holding("operator_ti", court=court, on=today).first()
        if by is not None:
            _make(court, by=by, at=at)
    return f"{SippCheck.objects.count() - before} pemeriksaan SIPP"


def _make(court: Court, *, by: User, at: datetime) -> None:
    luck = random.Random(f"sipp {court.key}")  # noqa: S311 (a picture)
    SippCheck.objects.bulk_create(_checks(court, by=by, at=at, luck=luck))
    reviews = SippReview.objects.bulk_create(_reviews(court, by=by, at=at, luck=luck))
    SippAccount.objects.bulk_create(
        SippAccount(court=court, review=reviews[0], name=name, reason=reason)
        for name, reason in TO_CLOSE
    )
    SippComplaint.objects.bulk_create(_complaints(court, by=by, at=at))


def _checks(court: Court, *, by: User, at: datetime, luck: random.Random) -> Iterator[SippCheck]:
    for back in range(WEEKS):
        slow = luck.random() < 0.06  # noqa: PLR2004 (now and then)
        yield SippCheck(
            court=court, at=at - timedelta(weeks=back, days=1, hours=2), by=by,
            access=Access.SLOW if slow else Access.GOOD, room=luck.choice(ROOMS),
            seconds=round(luck.uniform(5, 9) if slow else luck.uniform(0.6, 1.6), 1),
            online=luck.randint(18, 36),
        )  # fmt: skip


def _reviews(court: Court, *, by: User, at: datetime, luck: random.Random) -> Iterator[SippReview]:
    for back in range(MONTHS):
        moment = at - timedelta(days=30 * back + 6)
        yield SippReview(
            court=court, on=moment.astimezone(court.tz).date(), active=luck.randint(33, 37),
            idle=luck.randint(2, 6), by=by, at=moment,
        )  # fmt: skip


def _complaints(court: Court, *, by: User, at: datetime) -> Iterator[SippComplaint]:
    for weeks, reporter, what, reach in COMPLAINTS:
        came = at - timedelta(weeks=weeks, hours=4)
        yield SippComplaint(
            court=court, reporter=reporter, channel=Channel.PHONE, reach=reach, what=what, by=by,
            at=came, solved_at=came + timedelta(hours=3),
        )  # fmt: skip

"""The demonstration's backups: a year of them for every court, one of them late."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sopti.backups.enums import Checksum, Medium, Part, RestoreOutcome, Section
from sopti.backups.models import Backup, Plan, RestoreTest
from sopti.people.actions import keep
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAYS, TEST_EVERY = 364, 91
NIGHT = time(22, 30)
GB = 10**9
DESK = ("operator_ti", "admin_web")


@dataclass(frozen=True)
class Sample:
    """One plan of the demonstration; `since` is how many days ago its newest backup was made."""

    name: str
    section: Section
    contents: str
    every: int
    size: int
    medium: Medium
    place: str
    parts: tuple[Part, ...]
    since: int = 0
    adk: bool = False


SAMPLES = (
    Sample("Basis data SIPP", Section.SIPP, "Basis data sipp di server perkara.", 1, 3 * GB,
           Medium.NAS, "NAS ruang server, folder /backup/sipp", (Part.DATABASE,), 1, adk=True),
    Sample("Dokumen elektronik SIPP", Section.SIPP, "Folder resources: putusan, penetapan, BAS.",
           7, 86 * GB, Medium.DISK, "Hard disk luar nomor 2, lemari besi Sekretaris",
           (Part.FILES,), 3),
    Sample("Server aplikasi kantor", Section.SERVER, "Basis data persuratan dan folder bersama.",
           7, 41 * GB, Medium.NAS, "NAS ruang server, folder /backup/server",
           (Part.DATABASE, Part.FILES), 11),
    Sample("Situs pengadilan", Section.WEBSITE, "Basis data Joomla dan folder images.", 30,
           6 * GB, Medium.CLOUD, "Google Drive akun humas, folder backup-situs",
           (Part.DATABASE, Part.FILES), 12),
    Sample("Komputer Keuangan", Section.SECURITY, "Folder D:/SAKTI dan berkas pertanggungjawaban.",
           30, 12 * GB, Medium.DISK, "Hard disk luar nomor 1, brankas Keuangan",
           (Part.FILES,), 20),
)  # fmt: skip


def load(at: datetime) -> str:
    """Give every demonstration court without plans a year of backups; say how many."""
    before = Backup.objects.count()
    courts = Court.objects.on_show()
    for court in courts.exclude(backup_plans__isnull=False):
        _fill(court, at)
    return f"{Backup.objects.count() - before} backup"


def _fill(court: Court, at: datetime) -> None:
    keeper = _keeper(court, at)
    made: list[Backup] = []
    for sample in SAMPLES:
        plan = _plan(court, sample, keeper, at=at)
        made += _year(plan, sample, keeper, at=at)
    Backup.objects.bulk_create(made)
    RestoreTest.objects.bulk_create(_tests(made, keeper))


def _keeper(court: Court, at: datetime) -> User:
    today = at.astimezone(court.tz).date()
    held = [User.objects.holding(role, court=court, on=today).first() for role in DESK]
    found: list[User] = [person for person in held if person is not None]
    return found[0]


def _plan(court: Court, sample: Sample, keeper: User, *, at: datetime) -> Plan:
    today = at.astimezone(court.tz).date()
    plan = Plan(
        court=court, section=sample.section, name=sample.name, contents=sample.contents,
        every_days=sample.every, medium=sample.medium, place=sample.place, keeper=keeper,
        starts_on=today - timedelta(days=DAYS + 1),
    )  # fmt: skip
    plan.due_on = plan.due_after(today - timedelta(days=sample.since))
    keep(plan, by=keeper)
    return plan


def _year(plan: Plan, sample: Sample, keeper: User, *, at: datetime) -> Iterator[Backup]:
    """Yield the backups of a year, growing, oldest first."""
    luck = random.Random(plan.pk)  # noqa: S311 (a picture)
    today = at.astimezone(plan.court.tz).date()
    for ago in range(sample.since + (DAYS - sample.since) // sample.every * sample.every,
                     sample.since - 1, -sample.every):  # fmt: skip
        day = today - timedelta(days=ago)
        made_at = min(datetime.combine(day, NIGHT, plan.court.tz), at)
        size = int(sample.size * (1 - ago / 900) * luck.uniform(0.99, 1.01))
        yield Backup(
            plan=plan, made_at=made_at, at=made_at, by=keeper, parts=[*sample.parts], size=size,
            medium=sample.medium, place=sample.place, checksum_kind=Checksum.SHA256,
            checksum=hashlib.sha256(f"{plan.pk} {day}".encode()).hexdigest(),
            adk=f"adk-sipp-{day:%Y-%m}.zip" if sample.adk and day.day == 1 else "",
        )  # fmt: skip


def _tests(made: Iterable[Backup], keeper: User) -> Iterator[RestoreTest]:
    """Yield a trial each quarter of what is saved weekly or oftener; the site's was never tried."""
    done: dict[int, datetime] = {}
    for backup in made:
        last = done.get(backup.plan_id)
        is_due = last is None or backup.made_at - last >= timedelta(days=TEST_EVERY)
        if is_due and backup.plan.section != Section.WEBSITE:
            done[backup.plan_id] = backup.made_at
            yield _test(backup, keeper)


def _test(backup: Backup, keeper: User) -> RestoreTest:
    day = backup.made_at.astimezone(backup.plan.court.tz).date()
    return RestoreTest(
        backup=backup, tested_on=day, where="Komputer uji ruang TI", by=keeper,
        at=backup.made_at, minutes=25 + backup.size // (2 * GB),
        outcome=RestoreOutcome.WORKED, note="Dipulihkan seluruhnya; lima data terakhir terbuka.",
    )  # fmt: skip

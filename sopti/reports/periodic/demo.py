"""The demonstration's reports: the last months through the real deeds, each on its own day."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sopti.core.periods import month_before, month_of
from sopti.people.models import User
from sopti.reports.periodic import actions
from sopti.reports.periodic.content import Obstacle
from sopti.reports.periodic.days import due_on
from sopti.reports.periodic.enums import ReportKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import Court
    from sopti.reports.periodic.models import Report
    from sopti.workflow.registry import DemoDeed

HOUR = timedelta(hours=1)
CORRECTED_IN, UNSEEN_IN = "pa-kota-madiun", "pa-ternate"
OPENING = (
    "Bulan ini Subbagian PTIP mendahulukan perangkat layanan PTSP dan ruang sidang, sesuai arahan "
    "Sekretaris pada rapat bulanan."
)
WHY = "Dua pekerjaan pada akhir bulan belum tercatat ketika laporan pertama disahkan."
OBSTACLES = (
    Obstacle(
        obstacle="Suku cadang perangkat jaringan tidak tersedia di kantor",
        analysis="Persediaan kabel dan porta cadangan habis sejak perbaikan bulan lalu",
        plan="Mengusulkan persediaan minimum suku cadang jaringan",
        who="Kasubag PTIP",
        target="Bulan depan",
    ),
    Obstacle(
        obstacle="Disposisi menunggu pada hari sidang",
        analysis="Pimpinan bersidang pada pagi hari; permintaan masuk sebelum pukul 10.00",
        plan="Menunjuk Plh. pada hari sidang",
        who="Sekretaris",
        target="Bulan depan",
    ),
)


def deeds(court: Court, at: datetime) -> Iterator[DemoDeed]:
    """Yield what the court does about its last two reports, and the one that is being drafted."""
    office = _Office(court, at)
    if all(office.people.values()) and not court.reports.exists():
        yield from office.deeds()


class _Office:
    """One court while its reports are made."""

    def __init__(self, court: Court, at: datetime) -> None:
        self.court, self.at = court, at
        today = at.astimezone(court.tz).date()
        self.this = month_of(today)
        self.people = {
            role: User.objects.holding(role, court=court, on=today)
            .select_related("court")
            .filter(appointments__role=role, appointments__capacity="")
            .order_by("pk")
            .first()
            for role in ("kasubag_ptip", "sekretaris", "ketua")
        }

    def deeds(self) -> Iterator[DemoDeed]:
        last = month_of(month_before(self.this.first))
        before = month_of(month_before(last.first))
        yield from self._life(before, due_on(self.court, before))
        if self.court.key == CORRECTED_IN:
            yield from self._life(before, last.first + timedelta(days=8), draft=self._correct)
        yield from self._life(last, due_on(self.court, last))
        yield self.at, self._draft_this

    def _life(
        self, period: Period, day: date, draft: Callable[[Period, datetime], None] | None = None
    ) -> Iterator[DemoDeed]:
        """Yield the deeds of one report, all on one day."""
        noon = datetime(day.year, day.month, day.day, 14, tzinfo=self.court.tz)
        yield noon, partial(draft or self._draft, period)
        yield noon + HOUR, partial(self._check, period)
        yield noon + HOUR * 1.5, partial(self._sign, period)
        if self.court.key != UNSEEN_IN or period.last.month != month_before(self.this.first).month:
            yield noon + HOUR * 2, partial(self._see, period)

    def _draft(self, period: Period, at: datetime) -> None:
        actions.draft(self.court, ReportKind.MONTH, period, by=None, at=at)

    def _correct(self, period: Period, at: datetime) -> None:
        actions.correct(self._newest(period).pk, why=WHY, by=self._one("kasubag_ptip"), at=at)

    def _check(self, period: Period, at: datetime) -> None:
        report, keeper = self._newest(period), self._one("kasubag_ptip")
        told = {"opening": OPENING, "obstacles": self._obstacles(report)}
        actions.word(report.pk, told, by=keeper, at=at)
        actions.check(report.pk, by=keeper, at=at)

    def _sign(self, period: Period, at: datetime) -> None:
        actions.sign(self._newest(period).pk, by=self._one("sekretaris"), at=at)

    def _see(self, period: Period, at: datetime) -> None:
        actions.see(self._newest(period).pk, by=self._one("ketua"), at=at)

    def _draft_this(self, at: datetime) -> None:
        keeper = self._one("kasubag_ptip")
        actions.draft_by_hand(ReportKind.MONTH, self.this, by=keeper, at=at)

    def _newest(self, period: Period) -> Report:
        return self.court.reports.filter(starts_on=period.first, kind=ReportKind.MONTH).latest("pk")

    def _obstacles(self, report: Report) -> list[dict[str, str]]:
        """Return what the data asked about, answered, or two of our own."""
        own = [one.model_dump() for one in OBSTACLES]
        found = [row["obstacle"] for row in report.obstacles][:3]
        answers = [*own, *own]
        return [{**answers[place], "obstacle": text} for place, text in enumerate(found)] or own

    def _one(self, role: str) -> User:
        found: User | None = self.people[role]
        assert found is not None  # noqa: S101 (play() saw that everybody is there)
        return found

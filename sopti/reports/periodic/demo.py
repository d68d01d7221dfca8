"""The demonstration's reports: the last months through the real deeds, each on its own day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sopti.core.periods import month_before, month_of
from sopti.people.models import Court, User
from sopti.reports.periodic import actions
from sopti.reports.periodic.content import Obstacle
from sopti.reports.periodic.days import due_on
from sopti.reports.periodic.enums import ReportKind
from sopti.reports.periodic.models import Report

if TYPE_CHECKING:
    from datetime import date

    from sopti.core.periods import Period

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


def make_reports(*, at: datetime) -> int:
    """Give every demonstration court without reports its last three; say how many were made."""
    before = Report.objects.count()
    courts = Court.objects.filter(people__is_demo=True, documents__editions__isnull=False)
    for court in courts.filter(reports=None).distinct().order_by("key"):
        _Office(court, at).play()
    return Report.objects.count() - before


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

    def play(self) -> None:
        if not all(self.people.values()):
            return
        last = month_of(month_before(self.this.first))
        before = month_of(month_before(last.first))
        corrected = self.court.key == CORRECTED_IN
        first = self._finish(self._draft(before), before)
        if corrected:
            self._correct(first, last)
        self._finish(self._draft(last), last, is_seen=self.court.key != UNSEEN_IN)
        keeper = self._one("kasubag_ptip")
        actions.draft_by_hand(ReportKind.MONTH, self.this, by=keeper, at=self.at)

    def _draft(self, period: Period) -> Report:
        when = self._moment(due_on(self.court, period), 14)
        return actions.draft(self.court, ReportKind.MONTH, period, by=None, at=when)

    def _finish(
        self, report: Report, period: Period, *, on: date | None = None, is_seen: bool = True
    ) -> Report:
        begins = self._moment(on or due_on(self.court, period), 15)
        told = {"opening": OPENING, "obstacles": self._obstacles(report)}
        actions.word(report.pk, told, by=self._one("kasubag_ptip"), at=begins)
        actions.check(report.pk, by=self._one("kasubag_ptip"), at=begins)
        done = actions.sign(report.pk, by=self._one("sekretaris"), at=begins + HOUR / 2)
        if is_seen:
            done = actions.see(report.pk, by=self._one("ketua"), at=begins + HOUR)
        return done

    def _obstacles(self, report: Report) -> list[dict[str, str]]:
        """Return what the data asked about, answered, or two of our own."""
        own = [one.model_dump() for one in OBSTACLES]
        found = [row["obstacle"] for row in report.obstacles][:3]
        answers = [*own, *own]
        return [{**answers[place], "obstacle": text} for place, text in enumerate(found)] or own

    def _correct(self, report: Report, last: Period) -> None:
        day = last.first + timedelta(days=8)
        when = self._moment(day, 9)
        made = actions.correct(report.pk, why=WHY, by=self._one("kasubag_ptip"), at=when)
        self._finish(made, report.period, on=day)

    def _one(self, role: str) -> User:
        found: User | None = self.people[role]
        assert found is not None  # noqa: S101 (play() saw that everybody is there)
        return found

    def _moment(self, day: date, hour: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.court.tz)

"""Who opens, answers and reads the internal survey: None, or the reason why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from requests.satisfaction.models import SurveyRound, SurveyTaker
from requests.satisfaction.scoring import ENOUGH
from sopti.core.words import plain_date
from sopti.people.models import Appointment, User

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sopti.core.periods import Period
    from sopti.people.models import Court, UserQuerySet

KEEPERS = frozenset({"kasubag_ptip", "sekretaris"})
# Whose own work is judged; the administrator of SOPTI is one of them.
RUN_THE_DESK = frozenset({"operator_ti", "admin_web", "kasubag_ptip", "admin"})
READERS = frozenset({"kasubag_ptip", "kabag", "sekretaris", "ketua"})  # of the comments, the paper
LONGEST_DAYS = 60
NO_COURT = "Akun ini belum terdaftar pada satu pengadilan."
LONGEST_QUESTION = 200


def asked_in(court: Court, *, on: date) -> UserQuerySet:
    """Return the people who are asked: who works here on that day, and does not run the desk."""
    held = Appointment.objects.in_force(on).filter(court=court)
    people: UserQuerySet = User.objects.filter(
        court=court, is_active=True, pk__in=held.values("user")
    )
    return people.exclude(pk__in=held.filter(role__in=RUN_THE_DESK).values("user"))


def is_asked(user: User) -> bool:
    return bool(user.role_keys) and not user.role_keys & RUN_THE_DESK


def is_keeper(user: User) -> bool:
    return bool(user.role_keys & KEEPERS)


def reads_words(user: User) -> bool:
    return bool(user.role_keys & READERS)


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_keep(user: User) -> str | None:
    if (reason := why_not_read(user)) is not None:
        return reason
    if not is_keeper(user):
        return "Survei dibuka dan ditutup oleh Kasubag PTIP atau Sekretaris."
    return None


def why_not_open(user: User) -> str | None:
    """Say why this person cannot open a survey now."""
    running = SurveyRound.objects.open().filter(court=user.court_id).first()
    if running is not None:
        until = plain_date(running.closes_on)
        return f"{running} masih terbuka sampai {until}. Tutup itu lebih dulu."
    return why_not_keep(user)


def why_not_period(court: int | None, period: Period) -> str | None:
    same = SurveyRound.objects.filter(court=court, first=period.first, last=period.last).first()
    if same is not None:
        return f"{same} sudah pernah dibuka. Pilih masa yang lain."
    return None


def why_not_last_day(day: date, *, today: date) -> str | None:
    if day < today:
        return "Hari terakhir mengisi sudah lewat. Pilih hari ini atau sesudahnya."
    if day > today + timedelta(days=LONGEST_DAYS):
        return f"Survei dibuka paling lama {LONGEST_DAYS} hari. Pilih hari yang lebih dekat."
    return None


def why_not_questions(questions: Sequence[str]) -> str | None:
    if any(not one.strip() or len(one) > LONGEST_QUESTION for one in questions):
        return (
            f"Tulis kesembilan pertanyaan, masing-masing paling panjang {LONGEST_QUESTION} huruf."
        )
    return None


def why_not_answer(user: User, found: SurveyRound, *, today: date) -> str | None:
    """Say why this person cannot answer now."""
    if (reason := why_closed(found, today=today)) is not None:
        return reason
    if user.court_id != found.court_id:
        return "Survei ini milik pengadilan lain."
    if not is_asked(user):
        return (
            "Survei ini diisi pegawai yang dilayani. Petugas TI, Kasubag PTIP, dan pengelola SOPTI "
            "tidak menilai pekerjaannya sendiri."
        )
    if SurveyTaker.objects.filter(round=found, person=user).exists():
        return "Anda sudah mengisi survei ini. Terima kasih."
    return None


def why_closed(found: SurveyRound, *, today: date) -> str | None:
    if found.closed_at is not None:
        day = plain_date(found.closed_at.astimezone(found.court.tz).date())
        return f"{found} sudah ditutup {day}."
    if found.closes_on < today:
        return f"{found} hanya dapat diisi sampai {plain_date(found.closes_on)}."
    return None


def why_not_change(user: User, found: SurveyRound) -> str | None:
    """Say why this person cannot close it, or move its last day."""
    if found.closed_at is not None:
        day = plain_date(found.closed_at.astimezone(found.court.tz).date())
        return f"{found} sudah ditutup {day}."
    if user.court_id != found.court_id:
        return "Survei ini milik pengadilan lain."
    return why_not_keep(user)


def why_not_print(user: User, found: SurveyRound) -> str | None:
    """Say why this person cannot print the result."""
    if found.closed_at is None:
        return f"Hasil {found} dicetak sesudah survei ditutup."
    if not reads_words(user):
        return "Laporan hasil survei dicetak Kasubag PTIP, Kabag, Sekretaris, atau Ketua."
    if found.sheets.count() < ENOUGH:
        return f"Tidak ada hasil: yang menjawab kurang dari {ENOUGH} orang."
    return None

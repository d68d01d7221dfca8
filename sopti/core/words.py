"""How dates, durations, sizes and numbers are said in Indonesian: in pages, mails and on paper."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
    "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

HOUR = 60
STORED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAY_MINUTES = 450  # 37.5 hours in five days: Perpres 21/2023
SOON_MINUTES = 4 * HOUR


def plain_date(day: date) -> str:
    """Return "19 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken(text: str) -> str:
    """Return the text as it is, or "19 November 2026" where it is a day as stored."""
    try:
        return plain_date(date.fromisoformat(text)) if STORED_DAY.fullmatch(text) else text
    except ValueError:
        return text


def long_date(day: date) -> str:
    """Return "Kamis, 19 November 2026"."""
    return f"{DAYS[day.weekday()]}, {plain_date(day)}"


def short_date(day: date, *, today: date) -> str:
    """Return "Selasa 17 Nov", with the year when it is not this year."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]}{year}"


def month_name(month: date) -> str:
    """Return "November 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def clock(at: datetime, tz: tzinfo) -> str:
    """Return "10.15"."""
    return f"{at.astimezone(tz):%H.%M}"


def long_moment(at: datetime, tz: tzinfo) -> str:
    """Return "Kamis, 19 November 2026, pukul 10.15 WIB", for text and paper."""
    zone = ZONES.get(tz.key, "") if isinstance(tz, ZoneInfo) else ""
    return f"{long_date(at.astimezone(tz).date())}, pukul {clock(at, tz)} {zone}".rstrip()


def day_word(day: date, *, today: date) -> str:
    """Return "hari ini", "kemarin" or "Selasa 17 Nov"."""
    days_ago = (today - day).days
    return {0: "hari ini", 1: "kemarin"}.get(days_ago) or short_date(day, today=today)


def moment(at: datetime, *, now: datetime, tz: tzinfo) -> str:
    """Return "hari ini, 16.30", "kemarin, 15.40" or "Selasa 17 Nov, 13.20", for lists."""
    today = now.astimezone(tz).date()
    return f"{day_word(at.astimezone(tz).date(), today=today)}, {clock(at, tz)}"


def duration(minutes: int, day_minutes: int = DAY_MINUTES) -> str:
    """Return "2 jam 15 menit", "1 hari 5 jam" or "7 hari": working time, always rounded down.

    The two largest units below two working days, whole days from there on.
    """
    days, rest = divmod(max(minutes, 0), day_minutes)
    hours, rest_minutes = divmod(rest, HOUR)
    if days >= 2:  # noqa: PLR2004 (the two days of the rule above)
        return f"{days} hari"
    parts = [(days, "hari"), (hours, "jam")] if days else [(hours, "jam"), (rest_minutes, "menit")]
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"


def time_left(minutes: int, day_minutes: int = DAY_MINUTES, *, unit: str = "kerja") -> str:
    """Return "Sisa 2 jam 15 menit kerja".

    Where the column head says that working time is meant, `unit` is empty.
    """
    return f"Sisa {_some(minutes, day_minutes)} {unit}".rstrip()


def time_late(minutes: int, day_minutes: int = DAY_MINUTES, *, unit: str = "kerja") -> str:
    """Return "Terlambat 45 menit kerja"; from a day on in whole days: "Terlambat 1 hari kerja"."""
    if minutes >= day_minutes:
        minutes -= minutes % day_minutes
    return f"Terlambat {_some(minutes, day_minutes)} {unit}".rstrip()


def _some(minutes: int, day_minutes: int) -> str:
    return duration(minutes, day_minutes) if minutes > 0 else "kurang dari 1 menit"


def tone_of(minutes_left: int, *, is_late: bool) -> str:
    """Return "late", "soon" (less than four working hours left) or "ok"."""
    if is_late:
        return "late"
    return "soon" if minutes_left < SOON_MINUTES else "ok"


def number(value: float, digits: int = 1) -> str:
    """Return "1.250" or "5,4": a point between thousands, a comma before decimals."""
    text = f"{value:,d}" if isinstance(value, int) else f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,"))


def file_size(size: int) -> str:
    """Return "840 kB" or "1,2 MB"."""
    if size < 1000:  # noqa: PLR2004 (a kilobyte has a thousand bytes)
        return f"{size} byte"
    if size < 1_000_000:  # noqa: PLR2004
        return f"{size // 1000} kB"
    return f"{number(size / 1_000_000)} MB"


def nip(value: str) -> str:
    """Return "19800117 200501 1 003"; anything but 18 digits stays as it is."""
    parts = re.fullmatch(r"(\d{8})(\d{6})(\d)(\d{3})", value)
    return " ".join(parts.groups()) if parts else value


def listed(words: list[str]) -> str:
    """Return "a, b, dan c"."""
    if len(words) <= 2:  # noqa: PLR2004
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


# What stays in capitals when a title in capitals is set in running text.
ALWAYS_CAPITAL = ("TI", "SIPP", "SIPP/CTS", "CTS", "SDM", "SOP", "PTSP", "SK")


def calm(title: str) -> str:
    """Return a title that the SOP prints in capitals as running text; others stay as they are."""
    if not title.isupper():
        return title
    words = [word if word in ALWAYS_CAPITAL else word.lower() for word in title.split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return the text with its full stop, and with one only after a title such as "S.H."."""
    return text if text.endswith((".", "…")) else f"{text}."

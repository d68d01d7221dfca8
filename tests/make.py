"""Test data: one plain function for each kind of row. Every call makes a new one."""

from datetime import date, time
from itertools import count

from sopti.people.enums import HolidayKind, HoursKind
from sopti.people.models import Appointment, Court, Holiday, Role, User, WorkingHours

NAMES = {
    "pegawai": "Pegawai",
    "operator_ti": "Operator/Admin",
    "admin_web": "Admin Web",
    "kasubag_ptip": "Kasubag PTIP",
    "kabag": "Kabag Perencanaan dan Kepegawaian",
    "kasubag_umum": "Kasubag Umum dan Keuangan",
    "sekretaris": "Sekretaris",
    "ketua": "Ketua",
    "admin": "Pengelola SOPTI",
    "pihak_ketiga": "Pihak ketiga",
}
RANKS = {"ketua": 10, "sekretaris": 20, "kasubag_ptip": 40, "admin": 120, "pegawai": 900}
PASSWORD = "rahasia-sekali-2026"  # noqa: S105 (of people who live for one test)

_numbers = count(1)


def court(key="", **words):
    number = next(_numbers)
    key = key or f"pa-{number}"
    words.setdefault("name", f"Pengadilan Agama {key}")
    words.setdefault("short_name", f"PA {key}")
    words.setdefault("code", f"PA.{number}")
    words.setdefault("town", "Madiun")
    words.setdefault("letterhead", ["MAHKAMAH AGUNG REPUBLIK INDONESIA", words["name"].upper()])
    return Court.objects.create(key=key, **words)


def role(key, **words):
    words.setdefault("name", NAMES.get(key, key.replace("_", " ").title()))
    words.setdefault("rank", RANKS.get(key, 100))
    words.setdefault("can_log_in", key != "pihak_ketiga")
    found, _ = Role.objects.get_or_create(key=key, defaults=words)
    return found


def user(*roles, court=None, **words):
    """A person of a court (a new one unless given) who holds `pegawai` and these roles."""
    number = next(_numbers)
    words.setdefault("username", f"orang{number}")
    words.setdefault("full_name", f"Orang {number}, S.H.")
    person = User(court=court or globals()["court"](), **words)
    person.set_password(PASSWORD)
    person.save()
    for key in ("pegawai", *roles):
        appointment(person, key)
    return person


def appointment(person, key, **words):
    words.setdefault("starts_on", date(2020, 1, 1))
    if words.get("capacity"):
        words.setdefault("letter_number", "17/KPA/SPT/2026")
    return Appointment.objects.create(user=person, court=person.court, role=role(key), **words)


def holiday(court, day, name="Libur", **words):
    words.setdefault("kind", HolidayKind.PUBLIC)
    return Holiday.objects.create(court=court, day=day, name=name, **words)


def hours(court, weekday, opens="08:00", closes="16:30", rest=("12:00", "13:00"), **words):
    """The hours of one weekday; without any row a court works the week of the Perpres."""
    words.setdefault("kind", HoursKind.NORMAL)
    words.setdefault("valid_from", date(2020, 1, 1))
    first, last = (time.fromisoformat(text) for text in rest) if rest else (None, None)
    return WorkingHours.objects.create(
        court=court,
        weekday=weekday,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
        break_from=first,
        break_until=last,
        **words,
    )

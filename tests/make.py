"""Test data: one plain function for each kind of row. Every call makes a new one."""

from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path

from sopti.people.enums import HolidayKind, HoursKind
from sopti.people.models import Appointment, Court, Holiday, Role, User, WorkingHours
from sopti.sop import actions as sop_actions
from sopti.sop.files import read_document
from sopti.sop.roles import roles_in_file

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
SOPS = Path(__file__).parent.parent / "fixtures" / "sop"
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # 09.00 WIB of an ordinary working day

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


# ------------------------------------------------------------------------------------------- SOP
def every_role():
    """The keys of all roles that the house knows."""
    return list(roles_in_file(SOPS.parent / "roles.toml"))


def sop_body(court="pa-kota-madiun", document="as-32"):
    """The body of a real document, as its files say it."""
    return read_document(SOPS / court / document).body


def edition(court, document="as-32", *, of="pa-kota-madiun", in_force=True, body=None):
    """Edition 1 of a document in that court; the next number when the body differs."""
    body = body or sop_body(of, document)
    for key in every_role():
        role(key)
    loaded = sop_actions.load_document(court=court, key=document, body=body, at=MONDAY).edition
    return sop_actions.put_in_force(loaded.pk, by=None, at=MONDAY) if in_force else loaded

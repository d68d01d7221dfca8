"""Who may keep people, appointments and calendars: None, or the reason why not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from sopti.core.words import plain_date
from sopti.people.enums import OVERSEER, HolidayKind, HoursKind
from sopti.people.models import EARLIEST, LATEST, Appointment, WorkingHours

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import Court, Holiday, User

ADMIN = "admin"
EVERYBODY = "pegawai"


def is_manager(user: User) -> bool:
    return ADMIN in user.role_keys


def is_overseer(user: User) -> bool:
    return OVERSEER in user.role_keys


def why_not_choose(user: User) -> str | None:
    """Say why this person chooses no lower court to read."""
    if OVERSEER in user.role_keys:
        return None
    return "Halaman ini dibuka Pengawas yang ditunjuk di pengadilan tinggi."


def why_not_manage(user: User) -> str | None:
    """Pages of the administration belong to the court's administrator."""
    if user.court_id is None:
        return "Akun Anda belum terdaftar pada satu pengadilan."
    if ADMIN not in user.role_keys:
        return "Halaman ini dibuka oleh Pengelola SOPTI di pengadilan Anda."
    return None


def why_not_keep(by: User, court_id: int | None) -> str | None:
    """Whoever keeps a court's data is its administrator."""
    if court_id != by.court_id:
        return "Data ini milik pengadilan lain."
    return why_not_manage(by)


def why_not_deactivate(by: User, person: User, *, on: date) -> str | None:
    if not person.is_active:
        return f"Akun {person} sudah nonaktif."
    if (reason := why_not_keep(by, person.court_id)) is not None:
        return reason
    if person.pk == by.pk:
        return "Anda tidak dapat menonaktifkan akun Anda sendiri. Minta pengelola lain."
    if not _other_admins(person, on=on):
        return f"{person} satu-satunya pengelola pengadilan ini. Tunjuk pengelola lain lebih dulu."
    return None


def why_not_activate(by: User, person: User) -> str | None:
    if person.is_active:
        return f"Akun {person} sudah aktif."
    return why_not_keep(by, person.court_id)


def why_not_reset_password(by: User, person: User) -> str | None:
    if not person.is_active:
        return f"Akun {person} nonaktif. Aktifkan lebih dulu."
    if (reason := why_not_keep(by, person.court_id)) is not None:
        return reason
    if person.pk == by.pk:
        return "Ganti kata sandi Anda sendiri di halaman Ganti kata sandi."
    return None


def why_not_appoint(by: User, wanted: Appointment, *, on: date) -> str | None:
    """Ask on what the appointment rests; nobody gives one to themselves."""
    for reason in (
        why_not_keep(by, wanted.court_id),
        _why_not_that_person(wanted),
        _why_not_oneself(by, wanted, on=on),
        why_not_span(wanted.starts_on, wanted.ends_on),
        _why_not_without_letter(wanted),
        _why_not_twice(wanted),
    ):
        if reason is not None:
            return reason
    return None


def why_not_end(by: User, held: Appointment, *, ends_on: date, on: date) -> str | None:
    if held.ends_on is not None and held.ends_on < on:
        return f"Penunjukan ini sudah berakhir pada {plain_date(held.ends_on)}."
    if (reason := why_not_keep(by, held.court_id)) is not None:
        return reason
    if held.role_id == EVERYBODY:
        return "Setiap orang tetap pegawai. Nonaktifkan akunnya bila ia tidak bertugas lagi."
    after = max(ends_on, on) + timedelta(days=1)
    if held.role_id == ADMIN and not _other_admins(held.user, on=after):
        return (
            f"{held.user} satu-satunya pengelola pengadilan ini. Tunjuk pengelola lain lebih dulu."
        )
    return why_not_span(held.starts_on, ends_on)


def why_not_span(starts_on: date, ends_on: date | None) -> str | None:
    """Dates lie between 2000 and 2100, in order."""
    for day in (starts_on, ends_on):
        if day is not None and not EARLIEST <= day <= LATEST:
            return f"Tanggal {plain_date(day)} di luar tahun {EARLIEST.year} sampai {LATEST.year}."
    if ends_on is not None and ends_on < starts_on:
        return (
            f"Tanggal akhir {plain_date(ends_on)} mendahului tanggal mulai {plain_date(starts_on)}."
        )
    return None


def why_not_ramadan(by: User, court: Court, *, first: date, last: date) -> str | None:
    """Two Ramadan periods never overlap: nobody could say which hours count."""
    if (reason := why_not_keep(by, court.pk) or why_not_span(first, last)) is not None:
        return reason
    if (last - first).days > 40:  # noqa: PLR2004 (a month of the moon, with some slack)
        return "Masa Ramadan paling lama 40 hari. Periksa tanggal akhirnya."
    other = WorkingHours.objects.filter(
        court=court, kind=HoursKind.RAMADAN, valid_from__lte=last, valid_until__gte=first
    ).first()
    if other is not None and other.valid_until is not None:
        span = f"{plain_date(other.valid_from)} sampai {plain_date(other.valid_until)}"
        return f"Jam kerja Ramadan {span} sudah ada dan bertumpang tindih dengan tanggal ini."
    return None


def why_not_holiday(wanted: Holiday) -> str | None:
    """Refuse a day that is closed already for the same kind of reason."""
    if (reason := why_not_span(wanted.day, None)) is not None:
        return reason
    same = wanted.court.holidays.filter(day=wanted.day, kind=wanted.kind).exclude(pk=wanted.pk)
    if (found := same.first()) is not None:
        return f"{plain_date(wanted.day)} sudah tercatat sebagai {found.name}."
    return None


def why_not_remove_holiday(by: User, holiday: Holiday) -> str | None:
    if (reason := why_not_keep(by, holiday.court_id)) is not None:
        return reason
    if holiday.kind != HolidayKind.LOCAL:
        return (
            f"{holiday.name} adalah libur nasional atau cuti bersama. "
            "Tandai tetap buka bila pengadilan bekerja pada hari itu."
        )
    return None


def _why_not_that_person(wanted: Appointment) -> str | None:
    if wanted.user.court_id != wanted.court_id:
        return f"{wanted.user} bukan pegawai pengadilan ini."
    if not wanted.user.is_active:
        return f"Akun {wanted.user} nonaktif. Aktifkan lebih dulu."
    if wanted.role_id == OVERSEER and not wanted.court.lower_courts.exists():
        return "Pengawas ditunjuk di pengadilan tinggi, oleh Pengelola SOPTI di sana."
    if not wanted.role.can_log_in:
        return f"{wanted.role} tidak memegang akun dan tidak perlu ditunjuk."
    return None


def _why_not_oneself(by: User, wanted: Appointment, *, on: date) -> str | None:
    others = _other_admins(by, on=on)
    if wanted.user_id != by.pk or not others:  # an only administrator has nobody to ask
        return None
    names = " atau ".join(sorted(others)[:2])
    return f"Anda tidak dapat menunjuk diri sendiri. Minta {names} yang mencatatnya."


def _why_not_without_letter(wanted: Appointment) -> str | None:
    if not wanted.capacity or wanted.letter_number.strip():
        return None
    return f"{wanted.get_capacity_display()} memerlukan nomor surat perintah."


def _why_not_twice(wanted: Appointment) -> str | None:
    overlapping = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=wanted.starts_on),
        user=wanted.user_id,
        court=wanted.court_id,
        role=wanted.role_id,
    )
    if wanted.ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=wanted.ends_on)
    if (found := overlapping.select_related("role").first()) is None:
        return None
    until = f" sampai {plain_date(found.ends_on)}" if found.ends_on else ""
    return (
        f"{wanted.user} sudah menjadi {found.as_title} sejak {plain_date(found.starts_on)}{until}."
    )


def _other_admins(person: User, *, on: date) -> list[str]:
    held = Appointment.objects.in_force(on).filter(
        role=ADMIN, court=person.court_id, user__is_active=True
    )
    return list(held.exclude(user=person.pk).values_list("user__full_name", flat=True))

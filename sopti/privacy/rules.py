"""Who may see and correct personal data: None, or the reason why not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from sopti.people.models import User
from sopti.people.rules import why_not_keep
from sopti.privacy.enums import Field
from sopti.privacy.models import Correction

NO_COURT = "Akun Anda belum terdaftar pada satu pengadilan. Minta pengelola SOPTI melengkapinya."
MAY_BE_EMPTY = frozenset({Field.NIP, Field.UNIT, Field.PHONE, Field.EMAIL})
TOO_LONG = "{label} paling panjang {most} huruf. Ringkas dahulu."


def why_not_own(user: User) -> str | None:
    """Say why somebody has no page of their own data: only who belongs to no court."""
    return NO_COURT if user.court_id is None else None


def why_not_ask(user: User, field: str, wanted: str) -> str | None:
    """Say why this wish for a correction makes no sense, before anybody else reads it."""
    if (reason := why_not_own(user) or why_not_value(field, wanted)) is not None:
        return reason
    label = Field(field).label
    if wanted == getattr(user, field):
        return f"{label} sudah tertulis demikian. Tulis yang seharusnya."
    if Correction.objects.waiting().filter(person=user, field=field).exists():
        return f"Koreksi {label} sudah Anda minta dan masih menunggu Pengelola SOPTI."
    return None


def why_not_value(field: str, wanted: str) -> str | None:
    label = Field(field).label
    if not wanted:
        return None if field in MAY_BE_EMPTY else f"{label} tidak boleh kosong."
    column: Any = User._meta.get_field(field)  # noqa: SLF001 (Django's own name)
    if column.max_length and len(wanted) > column.max_length:
        return TOO_LONG.format(label=label, most=column.max_length)
    try:
        column.run_validators(wanted)
    except ValidationError as error:
        return " ".join(error.messages)
    return None


def why_not_decide(by: User, correction: Correction) -> str | None:
    if not correction.is_waiting:
        status = correction.get_status_display().lower()
        return f"Permintaan koreksi ini sudah {status} oleh {correction.decided_by}."
    return why_not_keep(by, correction.court_id)

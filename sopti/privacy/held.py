"""What this room holds of a person: the corrections they asked for, and what was exposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.people.holdings import AS_LONG_AS_SOPTI, Cells, Holding, clock
from sopti.privacy.breaches.enums import Told
from sopti.privacy.models import Breach, BreachNotice, Correction

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

BY_LAW = "Kewajiban pengadilan menurut UU 27/2022."


def _corrections(person: int) -> QuerySet[Any]:
    return Correction.objects.filter(person=person).select_related("decided_by")


def _correction_cells(asked: Correction, tz: ZoneInfo) -> Cells:
    return (
        clock(asked.asked_at, tz), asked.get_field_display(), asked.was, asked.wanted,
        asked.reason, asked.get_status_display(), asked.answer,
    )  # fmt: skip


def _breaches(person: int) -> QuerySet[Any]:
    """Return those that the person was told of: before that the court is still finding out."""
    told = BreachNotice.objects.filter(to=Told.PERSONS).values("breach")
    return Breach.objects.filter(persons=person, pk__in=told)


def _breach_cells(breach: Breach, tz: ZoneInfo) -> Cells:
    return clock(breach.known_at, tz), breach.number, breach.exposed, breach.handling


CORRECTIONS = Holding(
    key="koreksi",
    title="Permintaan koreksi",
    says="Koreksi data pribadi yang Anda minta, dan jawabannya.",
    because=BY_LAW,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Anda dan Pengelola SOPTI.",
    order=140,
    find=_corrections,
    heads=("Diminta", "Data", "Tertulis", "Seharusnya", "Penjelasan", "Keadaan", "Jawaban"),
    tell=_correction_cells,
    covers=("privacy.correction.person",),
)
BREACHES = Holding(
    key="kegagalan",
    title="Kegagalan pelindungan data Anda",
    says="Kejadian yang mengungkap data Anda dan sudah diberitahukan kepada Anda.",
    because=BY_LAW,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Petugas TI dan pejabat yang menangani, dan Anda.",
    order=150,
    find=_breaches,
    heads=("Diketahui", "Nomor", "Data yang terungkap", "Penanganan"),
    tell=_breach_cells,
    covers=("privacy.breach_persons.user",),
)

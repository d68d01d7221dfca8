"""Buku register pemeliharaan: every check and every work on a device, in the order of days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maintenance.assets.enums import WorkKind
from maintenance.assets.models import AssetWork
from maintenance.upkeep.models import Check
from sopti.workflow.books import Book, Column, Entries, Row, day, in_order, told_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.periods import Period
    from sopti.people.models import Court

CHECK, WORK = "check", "work"
BOOK = Book(
    key="pemeliharaan",
    title="Buku Register Pemeliharaan Perangkat TI",
    says="Pemeriksaan berkala, perawatan, dan perbaikan perangkat.",
    noun="pekerjaan",
    columns=(
        Column("Tanggal", 9, 12),
        Column("NUP", 14, 24),
        Column("Perangkat", 16, 34, is_title=True),
        Column("Ruang", 14, 28),
        Column("Pekerjaan", 11, 20),
        Column("Hasil", 10, 18),
        Column("Uraian", 25, 60),
        Column("Suku cadang", 11, 24),
        Column("Biaya (Rp)", 9, 14, is_number=True),
        Column("Pelaksana", 14, 28),
        Column("Berkas lanjutan", 12, 22),
    ),
    entries="maintenance.upkeep.book.entries",
    empty="Tidak ada pemeriksaan atau pekerjaan yang dicatat pada masa itu.",
    order=40,
    counted_by="Hasil",
)


def entries(court: Court, period: Period) -> Entries:
    """Return checks by the day they were noted, and works by the day they were done.

    A work that a check itself left on the card of the device is told by the check alone.
    """
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    checks = Check.objects.filter(asset__court=court, at__gte=begins, at__lt=ends)
    span = (period.first, period.last)
    works = AssetWork.objects.filter(asset__court=court, done_on__range=span, check_of=None)
    keys = in_order(
        court.tz,
        check=checks.order_by().values_list("at", "pk"),
        work=works.order_by().values_list("done_on", "pk"),
    )
    return Entries(keys, partial(_rows, court))


def _rows(court: Court, keys: Sequence[tuple[str, int]]) -> list[Row]:
    return told_in_order(keys, {CHECK: partial(_checks, court), WORK: _works})


def _checks(court: Court, keys: list[int]) -> dict[int, Row]:
    found = Check.objects.filter(pk__in=keys).select_related("asset", "by", "case")
    return {check.pk: _check(check, court) for check in found}


def _check(check: Check, court: Court) -> Row:
    asset, case = check.asset, check.case
    return Row(
        (
            day(check.at, court.tz), asset.nup, asset.name, asset.room, "Pemeriksaan berkala",
            check.get_found_display(), check.said, "", None, str(check.by),
            case.number if case else "",
        ),
        link=check.get_absolute_url(),
    )  # fmt: skip


def _works(keys: list[int]) -> dict[int, Row]:
    found = AssetWork.objects.filter(pk__in=keys).select_related("asset", "case")
    return {work.pk: _work(work) for work in found}


def _work(work: AssetWork) -> Row:
    asset, case = work.asset, work.case
    return Row(
        (
            work.done_on, asset.nup, asset.name, asset.room, WorkKind(work.kind).label,
            work.get_condition_display(), work.summary, work.part, work.cost, work.worker,
            case.number if case else "",
        ),
        link=asset.get_absolute_url(),
    )  # fmt: skip

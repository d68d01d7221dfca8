"""Buku register permintaan: what came in, who asked, what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from requests.earlier.models import EarlierRequest
from requests.enums import Category
from requests.register.query import short_label
from sopti.workflow.books import Book, Column, Entries, Row, day, in_order, told_in_order
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.models import Case, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopti.core.periods import Period
    from sopti.people.models import Court

FULFIL = "fulfil"
ASKED, EARLIER = "asked", "earlier"
FROM_BEFORE = "diimpor, sebelum SOPTI"
BOOK = Book(
    key="permintaan",
    title="Buku Register Permintaan Layanan TI",
    says="Permintaan yang masuk, pemohonnya, dan penyelesaiannya.",
    noun="permintaan",
    columns=(
        Column("Nomor register", 13, 24, is_title=True),
        Column("Masuk", 9, 12),
        Column("Pemohon", 13, 28),
        Column("Unit kerja", 11, 26),
        Column("Perihal", 22, 48),
        Column("Jenis layanan", 10, 24),
        Column("Prioritas", 9, 12),
        Column("Selesai", 9, 12),
        Column("Ditangani oleh", 12, 28),
        Column("Keadaan", 12, 34),
    ),
    entries="requests.books.asked.entries",
    empty="Tidak ada permintaan yang masuk pada masa itu.",
    order=10,
    counted_by="Keadaan",
)


def entries(court: Court, period: Period) -> Entries:
    """Return the requests that came in during the period, also those from before SOPTI."""
    span = (period.begins(court.tz), period.ends(court.tz))
    cases = Case.objects.filter(court=court, service_request__isnull=False)
    cases = cases.filter(opened_at__gte=span[0], opened_at__lt=span[1]).order_by()
    earlier = EarlierRequest.objects.filter(court=court)
    earlier = earlier.filter(came_on__range=(period.first, period.last)).order_by()
    keys = in_order(
        court.tz,
        asked=cases.values_list("opened_at", "pk"),
        earlier=earlier.values_list("came_on", "pk"),
    )
    return Entries(keys, partial(_rows, court))


def _rows(court: Court, keys: Sequence[tuple[str, int]]) -> list[Row]:
    return told_in_order(keys, {ASKED: partial(_of_cases, court), EARLIER: _of_earlier})


def _of_cases(court: Court, keys: list[int]) -> dict[int, Row]:
    wanted = ("edition", "requester", "service_request", "handling")
    cases = Case.objects.filter(pk__in=keys).select_related(*wanted).defer("edition__body")
    found = list(cases)
    handlers = _handlers(found)
    return {case.pk: _row(case, court, handlers.get(case.pk, "")) for case in found}


def _of_earlier(keys: list[int]) -> dict[int, Row]:
    """Return what an old book says: its own words, marked as brought in."""
    found = EarlierRequest.objects.filter(pk__in=keys)
    return {
        one.pk: Row(
            (
                one.number, one.came_on, one.requester, one.unit, one.title, one.category, "",
                one.ended_on, one.handler, f"{one.get_state_display()} ({FROM_BEFORE})",
            ),
            link=one.get_absolute_url(),
        )
        for one in found
    }  # fmt: skip


def _row(case: Case, court: Court, handler: str) -> Row:
    asked, known = case.service_request, getattr(case, "handling", None)
    own = known.category if known and known.category else ""
    return Row(
        (
            case.number,
            day(case.opened_at, court.tz),
            str(case.requester or ""),
            case.requester.unit if case.requester else "",
            case.title,
            short_label(own or Category(asked.category).label),
            str(known.get_priority_display() or "") if known else "",
            day(case.closed_at, court.tz),
            handler,
            CaseStatus(case.status).label,
        ),
        link=case.get_absolute_url(),
    )


def _handlers(cases: Iterable[Case]) -> dict[int, str]:
    """Return who fulfilled each request last, in one query."""
    by_key = {case.pk: case for case in cases}
    done = Task.objects.filter(case__in=by_key, status=TaskStatus.DONE, is_current=True)
    steps = done.select_related("finished_by").order_by("pk")
    return {
        task.case_id: str(task.finished_by)
        for task in steps
        if FULFIL in by_key[task.case_id].procedure.step(task.step).does
    }

"""Buku register aplikasi: what programs the court uses at the end of a period, and how safe."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from maintenance.as_it_stood import as_it_stood
from maintenance.security.applications.enums import AppState, Verdict
from maintenance.security.applications.models import Acceptance, Application, Weakness
from sopti.people.models import User
from sopti.workflow.books import Book, Column, Entries, Row, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopti.core.periods import Period
    from sopti.people.models import Court

BOOK = Book(
    key="aplikasi",
    title="Buku Register Aplikasi",
    says="Aplikasi pada akhir masa: penanggung jawab, keadaan, celah, dan penerimaannya.",
    noun="aplikasi",
    columns=(
        Column("Nama aplikasi", 15, 30, is_title=True),
        Column("Kegunaan", 20, 46),
        Column("Penanggung jawab", 14, 30),
        Column("Pengguna", 14, 30),
        Column("Versi", 9, 12),
        Column("Pembuat", 13, 28),
        Column("Berjalan di", 13, 30),
        Column("Keadaan", 9, 16),
        Column("Terakhir diperiksa", 9, 14),
        Column("Celah terbuka", 7, 10, is_number=True),
        Column("Penerimaan dalam masa ini", 18, 46),
    ),
    entries="maintenance.security.applications.book.entries",
    empty="Belum ada aplikasi yang tercatat pada akhir masa itu.",
    order=70,
    counted_by="Keadaan",
    as_it_stands=True,
    seen_by="maintenance.security.scope.may_read",
)


def entries(court: Court, period: Period) -> Entries:
    """Return the applications that were noted before the period ended."""
    history: Any = Application.history
    noted = history.filter(history_type="+", history_date__lt=period.ends(court.tz), court=court)
    found = Application.objects.filter(court=court, pk__in=noted.values("id"))
    return Entries(keys_of(found.order_by("name", "pk")), partial(_rows, court, period))


def _rows(court: Court, period: Period, keys: Sequence[int]) -> list[Row]:
    found = as_it_stood(Application, keys, period.ends(court.tz))
    owners = User.objects.in_bulk({one.owner_id for one in found.values() if one.owner_id})
    weak, accepted = _weak(keys, period), _accepted(keys, court, period)
    return [
        _row(found[key], owners.get(found[key].owner_id or 0), weak.get(key, 0), accepted[key])
        for key in keys
        if key in found
    ]


def _row(app: Application, owner: User | None, weak: int, accepted: list[str]) -> Row:
    return Row(
        (
            app.name, app.purpose, str(owner or ""), app.users, app.version, app.maker,
            app.runs_on, AppState(app.state).label, app.checked_on, weak, "\n".join(accepted),
        ),
        link=app.get_absolute_url(),
    )  # fmt: skip


def _weak(keys: Sequence[int], period: Period) -> dict[int, int]:
    """Return how many known weak places each had open on the last day."""
    still = Q(fixed_on=None) | Q(fixed_on__gt=period.last)
    found = Weakness.objects.filter(still, application__in=keys, found_on__lte=period.last)
    counted = found.order_by().values_list("application").annotate(count=Count("pk"))
    return dict(counted)


def _accepted(keys: Sequence[int], court: Court, period: Period) -> dict[int, list[str]]:
    """Return how acceptances ended within the period, by application."""
    begins, ends = period.begins(court.tz), period.ends(court.tz)
    found = Acceptance.objects.filter(application__in=keys, ended_at__gte=begins, ended_at__lt=ends)
    told: dict[int, list[str]] = defaultdict(list)
    for one in found.select_related("case").order_by("ended_at"):
        verdict = Verdict(one.verdict).label if one.verdict else "Tidak dilanjutkan"
        told[one.application_id].append(f"{verdict} ({one.case.number})")
    return told

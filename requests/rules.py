"""Who may ask for what, and which table of the court's SOP carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.core.kept import kept
from sopti.sop.models import Edition
from sopti.workflow.rules import why_not_open

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from sopti.people.models import User
    from sopti.sop.schema import Procedure

SECTION = "service_request"

NO_COURT = "Akun Anda belum terhubung dengan pengadilan. Sampaikan kepada administrator pengadilan."
NO_TABLE = "SOP pengadilan Anda tidak memuat tabel permintaan layanan TI."
NOT_IN_FORCE = (
    "Tabel permintaan layanan TI pengadilan Anda belum diberlakukan Ketua, "
    "jadi permintaan belum dapat diajukan di sini."
)


@dataclass(frozen=True)
class Table:
    """The service-request table of a court: the procedure, and the edition it stands in."""

    edition: Edition
    procedure: Procedure


def service_table(user: User) -> Table | None:
    """Return the table by which this person's requests run, if one is in force."""
    editions = _in_force(court=user.court_id)
    return _first_table(sorted(editions, key=lambda one: (one.document.key, -one.number)))


@kept
def _in_force(*, court: int | None) -> QuerySet[Edition]:
    return Edition.objects.of_court(court).in_force().defer("body").order_by()


def _first_table(editions: Iterable[Edition]) -> Table | None:
    return next(
        (
            Table(edition, procedure)
            for edition in editions
            for procedure in edition.sop.procedures
            if procedure.section == SECTION
        ),
        None,
    )


def why_no_table(user: User) -> str:
    """Say why a person without a table in force has none."""
    if user.court_id is None:
        return NO_COURT
    return NOT_IN_FORCE if _first_table(Edition.objects.visible_to(user)) else NO_TABLE


def why_not_file(user: User, table: Table, *, requester: User) -> str | None:
    if requester.court_id != user.court_id or not requester.is_active:
        return f"{requester} bukan pegawai aktif pengadilan Anda. Pilih nama dari daftar."
    edition, procedure = table.edition, table.procedure
    return why_not_open(user, edition, procedure, procedure.flow(""))

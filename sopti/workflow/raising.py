"""A fault that somebody finds while doing something else becomes a case of its own.

`raise_incident` opens the court's table of incidents of a section, `raise_request` a service
request. Both name the things they are about, and hang below the case they came from: its page
says "Diteruskan ke", theirs "Lanjutan dari". What is raised twice, with the same words from the
same case, is one case while it runs: a second tap, or a colleague in the same moment, gets the
first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.db import transaction
from django.utils.module_loading import import_string

from sopti.sop.models import Edition
from sopti.workflow import register
from sopti.workflow.actions import lock_case, open_case
from sopti.workflow.enums import CaseStatus, EventKind
from sopti.workflow.models import Case, CaseSubject
from sopti.workflow.record import record
from sopti.workflow.rules import why_not_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sopti.people.models import Court, User
    from sopti.workflow.subjects import Subject

INCIDENT = "incident"


class Table(NamedTuple):
    """Where the court's SOP deals with incidents of a section."""

    edition: Edition
    procedure: str
    flow: str

    @property
    def section(self) -> str:
        return self.edition.sop.procedure(self.procedure).section

    @property
    def title(self) -> str:
        return self.edition.sop.procedure(self.procedure).flow(self.flow).title


def incident_tables(court_id: int) -> list[Table]:
    """Return every way by which the court's SOPs in force deal with incidents."""
    editions = Edition.objects.in_force().filter(document__court=court_id)
    return list(_incidents(editions.select_related("document__court").order_by("document__key")))


def _incidents(editions: Iterable[Edition]) -> Iterator[Table]:
    for edition in editions:
        for procedure in edition.sop.procedures:
            for flow in procedure.flows:
                if flow.after == INCIDENT:
                    yield Table(edition, procedure.key, flow.key)


def incident_table(court_id: int, section: str) -> Table | None:
    """Return the first of them in the section; None where the court's SOPs have none."""
    return next((one for one in incident_tables(court_id) if one.section == section), None)


def why_not_raise(user: User, table: Table) -> str | None:
    """Say why this person may not open the incident; the ways that a page offers ask it."""
    procedure = table.edition.sop.procedure(table.procedure)
    return why_not_open(user, table.edition, procedure, procedure.flow(table.flow))


@transaction.atomic
def raise_incident(  # noqa: PLR0913 (what a fault is, and where it was found)
    section: str,
    *,
    court: Court,
    title: str,
    detail: str,
    by: User | None,
    at: datetime,
    subjects: Iterable[Subject] = (),
    from_case: Case | None = None,
    requester: User | None = None,
) -> Case | None:
    """Open the court's incident of the section; None where its SOPs have no such table.

    `by` is None when the house itself found the fault. Refuses whom the SOP does not let open it.
    """
    table = incident_table(court.pk, section)
    if table is None:
        return None
    parent = lock_case(from_case.pk) if from_case else None
    code = table.edition.sop.procedure(table.procedure).code
    found = _raised_already(court, code, title=title, detail=detail, parent=parent, at=at)
    case = found or open_case(
        table.edition,
        table.procedure,
        flow_key=table.flow,
        title=title[:200],
        detail=detail,
        requester=requester,
        by=by,
        at=at,
        parent=parent,
    )
    _name(case, subjects)
    if parent is not None and found is None:
        _say_on_parent(parent, case, by=by, at=at)
    return case


# ------------------------------------------------------------------------------- service requests
@dataclass(frozen=True)
class Raised:
    """What a room asks of the desk: the words, about what, and the case it came from.

    `category` and `urgency` are the desk's own keys; "" lets it take its usual ones.
    """

    title: str
    detail: str
    place: str = ""
    category: str = ""
    urgency: str = ""
    parent: Case | None = None


class Desk(Protocol):
    """What the desk of requests answers to the other rooms."""

    def code(self, user: User) -> str | None:
        """Return the register code of the court's table of requests; None where it has none."""

    def file(self, raised: Raised, *, by: User, at: datetime) -> Case:
        """File the request in the name of who raises it."""


_DESK: list[str] = []


def register_desk(desk: str) -> None:
    """Let the room of requests take what the others raise; `desk` names an object: a Desk."""
    _DESK[:] = [desk]


def may_raise_request(user: User) -> bool:
    """Tell whether the person's court has a table of service requests in force."""
    return bool(_DESK) and import_string(_DESK[0]).code(user) is not None


@transaction.atomic
def raise_request(  # noqa: PLR0913 (what is asked, and where it was found)
    *,
    court: Court,
    title: str,
    detail: str,
    by: User,
    at: datetime,
    subjects: Iterable[Subject] = (),
    from_case: Case | None = None,
    place: str = "",
    category: str = "",
    urgency: str = "",
) -> Case | None:
    """File a service request; None where the court's SOPs have no table of requests."""
    desk: Desk | None = import_string(_DESK[0]) if _DESK else None
    code = desk.code(by) if desk and by.court_id == court.pk else None
    if desk is None or code is None:
        return None
    parent = lock_case(from_case.pk) if from_case else None
    found = _raised_already(court, code, title=title, detail=detail, parent=parent, at=at)
    raised = Raised(title[:200], detail, place[:120], category, urgency, parent)
    case = found or desk.file(raised, by=by, at=at)
    _name(case, subjects)
    if parent is not None and found is None:
        _say_on_parent(parent, case, by=by, at=at)
    return case


# ------------------------------------------------------------------------------------------ parts
def _raised_already(
    court: Court, code: str, *, title: str, detail: str, parent: Case | None, at: datetime
) -> Case | None:
    """Return the running case of the same words from the same case.

    The register's counter is locked first, as opening a case does: of two people who raise the
    same in one moment, the second looks when the first has committed.
    """
    register.lock(court, code, at.astimezone(court.tz).year)
    same = Case.objects.filter(
        court=court, parent=parent, title=title[:200], detail=detail, status=CaseStatus.RUNNING
    ).order_by("pk")
    return next((case for case in same if case.procedure.code == code), None)


def _name(case: Case, subjects: Iterable[Subject]) -> None:
    for one in subjects:
        CaseSubject.objects.get_or_create(
            case=case, kind=one.kind, key=one.key, defaults={"label": one.label[:200]}
        )


def _say_on_parent(parent: Case, case: Case, *, by: User | None, at: datetime) -> None:
    who = f"oleh {by}" if by else "oleh pemantauan SOPTI"
    record(EventKind.LINKED, court=parent.court, by=by, at=at, case=parent,
           summary=f"Diteruskan ke berkas {case.number} {who}: {case.title}",
           other=case.number)  # fmt: skip

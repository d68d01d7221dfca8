"""Finding the tasks of steps by what their SOP says of them: by a deed, by a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from sopti.sop.models import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopti.people.models import Court
    from sopti.sop.schema import Step


def tasks_of_steps(court: Court, means: Callable[[Step], bool]) -> Q:
    """Mean the tasks of those steps of the court's SOPs, in every edition that ever was in force.

    The receiver's part of a routed step is not among them. One query.
    """
    steps = [
        Q(case__edition=edition.pk, case__procedure_key=procedure.key, step__in=numbers)
        for edition in Edition.objects.filter(document__court=court).defer("body")
        for procedure in edition.sop.procedures
        if (numbers := [step.number for step in procedure.steps if means(step)])
    ]
    found = Q(pk__in=[])
    for one in steps:
        found |= one
    return Q(case__court=court, route="") & found

"""What stands behind a line: when the line is away, what lies behind it opens no case of its own.

A site behind the line to the Internet fails together with it, perhaps a moment earlier. So an
outage behind a line waits until the line was looked at; then it either rides on the line's outage
and is noted on its case, or is told of by itself. What is still away after the line is back
becomes an outage of its own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from sopti.monitors.enums import State
from sopti.monitors.models import Outage, Pulse

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.monitors.models import Monitor, OutageQuerySet

LONGEST_WAIT = timedelta(minutes=20)  # then it is told of, whatever the line does
LOOK_AGAIN = timedelta(minutes=1)  # the line, while something waits for its word
ALONE_AFTER = timedelta(minutes=5)  # after the line's return


def must_wait(outage: Outage, *, at: datetime) -> bool:
    """Tell whether nobody can say yet whose fault it is; have the line looked at meanwhile."""
    line = outage.monitor.behind
    if line is None or not line.is_active or at - outage.began_at > LONGEST_WAIT:
        return False
    pulse = line.pulse
    if pulse.state == State.DOWN:
        riding = ridden(outage)
        return riding is not None and riding.told_at is None
    seen_since = pulse.checked_at is not None and pulse.checked_at >= outage.began_at
    if seen_since and pulse.streak > 0:
        return False
    _look_at(line, at=at)
    return True


def _look_at(line: Monitor, *, at: datetime) -> None:
    """Let the watcher look at the line in the next moments, unless it just did."""
    Pulse.objects.filter(
        Q(checked_at=None) | Q(checked_at__lte=at - LOOK_AGAIN), monitor=line, next_due_at__gt=at
    ).update(next_due_at=at)


def ridden(outage: Outage) -> Outage | None:
    """Return the outage of the line that explains this one."""
    line = outage.monitor.behind_id
    if line is None:
        return None
    lasted = Q(ended_at=None) | Q(ended_at__gte=outage.began_at)
    found = Outage.objects.filter(lasted, monitor=line)
    return found.select_related("monitor", "case").order_by("-began_at").first()


def left_alone() -> OutageQuerySet:
    """Return what is still away although its line came back some time ago."""
    return Outage.objects.filter(
        ended_at=None,
        monitor__pulse__streak__lt=0,
        monitor__pulse__checked_at__gt=F("behind__ended_at") + ALONE_AFTER,
    )

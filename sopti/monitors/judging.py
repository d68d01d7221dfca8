"""How a monitor stands after one more look: no single failure and no single success decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.monitors.enums import State
from sopti.monitors.models import PAST

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.monitors.models import Monitor, Pulse

# Changes among the latest 20 results. Two limits, so that flapping itself does not flap.
FLAPS_FROM, FLAPS_UNTIL = 8, 4


def judge(pulse: Pulse, monitor: Monitor, ok: bool | None, *, at: datetime) -> State:
    """Write one result into the pulse and return how the target stood before."""
    before = State(pulse.state)
    if ok is not None:
        _count(pulse, ok, at=at)
    after = _state(pulse, monitor, before) if ok is not None else _unlooked(before)
    if after != before:
        pulse.state = after
        pulse.since = pulse.failing_since if after == State.DOWN and pulse.failing_since else at
    return before


def _unlooked(before: State) -> State:
    """Return how it stands when nobody could look: what was known to be down stays so."""
    return State.DOWN if before == State.DOWN else State.UNKNOWN


def _count(pulse: Pulse, ok: bool, *, at: datetime) -> None:
    if ok:
        pulse.streak, pulse.failing_since = max(pulse.streak, 0) + 1, None
    else:
        pulse.failing_since = pulse.failing_since or at
        pulse.streak = min(pulse.streak, 0) - 1
    pulse.past = (pulse.past + ("1" if ok else "0"))[-PAST:]


def _state(pulse: Pulse, monitor: Monitor, before: State) -> State:
    if pulse.streak <= -monitor.fails_to_down:
        return State.DOWN
    if before == State.DOWN and pulse.streak < monitor.oks_to_up:
        return State.DOWN
    if _flaps(pulse, before):
        return State.FLAPPING
    return State.UP if pulse.streak > 0 else before


def _flaps(pulse: Pulse, before: State) -> bool:
    changes = sum(a != b for a, b in zip(pulse.past, pulse.past[1:], strict=False))
    return changes >= FLAPS_FROM or (before == State.FLAPPING and changes > FLAPS_UNTIL)

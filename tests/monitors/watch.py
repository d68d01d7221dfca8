"""A court that watches something: its people and its monitors."""

from datetime import timedelta
from itertools import count

from sopti.monitors.enums import Kind, Section, State
from sopti.monitors.findings import Finding, Look
from sopti.monitors.keeping import keep
from sopti.monitors.models import Monitor, Pulse
from tests import make

NOW = make.MONDAY
_numbers = count(1)


def monitor(court, *, since=NOW, **words):
    """A monitor that was added just now."""
    words.setdefault("name", f"Pemantau {next(_numbers)}")
    words.setdefault("kind", Kind.HTTP)
    words.setdefault("target", "https://pa-contoh.go.id/")
    words.setdefault("section", Section.WEBSITE)
    made = Monitor.objects.create(court=court, **words)
    active = words.get("is_active", True)
    state = State.UNKNOWN if active else State.PAUSED
    Pulse.objects.create(
        monitor=made, since=since, next_due_at=since if active else None, state=state
    )
    return made


def see(watched, results, *, start=NOW, step=timedelta(minutes=1), ms=100):
    """Keep one result after the other, a minute apart: "++-" is right, right, wrong."""
    found = {"+": True, "-": False, "?": None}
    for place, result in enumerate(results):
        at = start + place * step
        text = "Menjawab seperti seharusnya." if result == "+" else "Tidak menjawab."
        keep([Look(watched.pk, at, Finding(found[result], text, ms))])
    return Pulse.objects.get(pk=watched.pk)

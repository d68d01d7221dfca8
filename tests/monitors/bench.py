"""How many monitors one watcher keeps up with: `python -m tests.monitors.bench [MINUTES]`.

500 monitors, each due every minute, against real servers on loopback: pages, ports, and 50 that
accept and never answer. It uses a database of its own (SOPTI_VAR or DATABASE_URL say which) and
prints what each minute took. It is no test: its figures depend on the machine.
"""

# ruff: noqa: E402 (Django is set up before its models are imported)

import os
import resource
import sys
import tempfile
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("SOPTI_VAR", tempfile.mkdtemp(prefix="sopti-watch-"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils.timezone import now

from sopti.monitors.enums import Kind
from sopti.monitors.models import Monitor, Pulse, Reading
from sopti.monitors.watching import Watcher
from tests import make
from tests.monitors.servers import server, silent
from tests.monitors.watch import monitor

MONITORS, HANGING, TIMEOUT = 500, 50, 10
MINUTE = 60


def main(minutes):
    call_command("migrate", verbosity=0)
    with server() as page, server(silent) as port:
        begin(page, port)
        with Watcher().running() as watcher:
            for number in range(1, minutes + 1):
                say(f"minute {number}: {one_minute(watcher)}")
    say(f"{connection.vendor}; {Monitor.objects.count()} monitors, {HANGING} of them hanging; ")
    say(f"{Reading.objects.count()} readings; memory {memory()} MB")


def begin(page, port):
    court, started = make.court(), now()
    for number in range(MONITORS):
        words = {"interval": 1, "timeout": TIMEOUT, "may_touch_loopback": True, "since": started}
        if number < HANGING:
            monitor(court, target=f"http://127.0.0.1:{page}/diam", **words)
        elif number % 5 == 0:
            monitor(court, kind=Kind.TCP, target=f"127.0.0.1:{port}", **words)
        else:
            monitor(court, target=f"http://127.0.0.1:{page}/", expected_text="Contoh", **words)


def one_minute(watcher):
    """Let the watcher work for a minute; tell how late the latest claim was, and what it cost."""
    until, cpu, latest, looks = time.monotonic() + MINUTE, time.process_time(), 0.0, 0
    while time.monotonic() < until:
        first = Pulse.objects.order_by("next_due_at").values_list("next_due_at", flat=True)[0]
        latest = max(latest, (now() - first).total_seconds())
        looks += watcher.round()
        time.sleep(1)
    cost = time.process_time() - cpu
    return f"{looks} looks, latest {latest:.1f} s after it was due, {cost:.1f} s of one processor"


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)

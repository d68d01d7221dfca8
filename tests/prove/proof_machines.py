"""Two web servers, two workers, PostgreSQL and Redis behind nginx, killed in turn under load.

People file requests through nginx and send the same form again until it is acknowledged. What was
acknowledged must be there once, every mail must come at least once and at most twice, and the
record must be whole. That the account sees what is lost or doubled: tests/prove/test_machines.py.
"""

from __future__ import annotations

import email
import http.client
import json
import random
import signal
import socketserver
import threading
import time
import uuid
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.prove.machines import NAME, is_ready, machines
from tests.prove.outcome import Outcome, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.prove.machines import Machines

PEOPLE, ROUNDS = 6, 3
WITHOUT_END = 10**9
LONGEST = 20 * 60  # seconds until somebody whose form is not taken gives up
BETWEEN_KILLS = 4.0  # seconds
ANSWERS_LOST = 20  # one answer in so many is never read, as on a bad line
TOKEN = "t" * 32
LETTERS = "bcdfghjklmnpqrstvwxz"  # without digits: parts of words with them would look alike
IN_TURN = ("web1", "worker1", "nginx reload", "redis", "web2", "worker2", "redis away")
PREPARE = """
import json
from tests import make
from tests.browser.sessions import _session_of
from tests.workflow.office import Office
desk = Office()
desk.people["operator_ti"].email = "operator@sopti.example"
desk.people["operator_ti"].save()
made = [make.user(court=desk.court, email=f"o{n}@sopti.example") for n in range({count})]
print(json.dumps([[one.pk, _session_of(one)] for one in made]))
"""
ACCOUNT = """
import json
from datetime import timedelta
from collections import Counter
from django.utils.timezone import now
from sopti.notifications.actions import CLAIM_LASTS, send_waiting
from sopti.notifications.models import Message
from sopti.notifications.mails import mail_of
from sopti.people.models import Court
from sopti.workflow.models import Case
from sopti.workflow.record import verify
while send_waiting(at=now() + CLAIM_LASTS + timedelta(seconds=1)):
    pass
titles = Counter(Case.objects.values_list("title", flat=True))
mailed = Message.objects.filter(sent_at__isnull=False).select_related("to__court")
ids = [mail_of(one).extra_headers["Message-ID"] for one in mailed]
left = Message.objects.filter(channel="langsung", sent_at=None, read_at=None).count()
broken = [word for word in map(verify, Court.objects.all()) if word]
print(json.dumps({"titles": titles, "mails": ids, "left": left, "broken": broken}))
"""


class Mails(socketserver.ThreadingTCPServer):
    """A mail server that counts how often each Message-ID came."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.counted: Counter[str] = Counter()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *about: object) -> None:
        """Say nothing: senders are killed in the middle here."""


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                told = email.message_from_bytes(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.server.counted[told["Message-ID"]] += 1
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")


class Clerks:
    """People who file until all is acknowledged; each request keeps its key."""

    def __init__(self, at: Machines, *, filings: int) -> None:
        self.at = at
        self.left, self.acknowledged = filings, []
        self.tries, self.statuses = 0, Counter()
        self._lock = threading.Lock()
        people = json.loads(at.run(PREPARE.replace("{count}", str(PEOPLE))))
        self.threads = [threading.Thread(target=self._work, args=one, daemon=True)
                        for one in people]  # fmt: skip
        for thread in self.threads:
            thread.start()

    def go_home(self) -> None:
        """Begin nothing new, and come back when what was begun is acknowledged."""
        with self._lock:
            self.left = min(self.left, 0)
        self.wait()

    def wait(self) -> None:
        ends = time.monotonic() + LONGEST
        for thread in self.threads:
            thread.join(max(0, ends - time.monotonic()))

    def _work(self, number: int, session: str) -> None:
        while self._one_more():
            word = "".join(random.choices(LETTERS, k=24))  # noqa: S311 (unlike any other)
            form = {
                "csrfmiddlewaretoken": TOKEN, "category": "lain", "urgency": "berhenti",
                "title": word, "detail": f"{word} tidak berfungsi sejak pagi, sudah dicoba.",
                "asset_or_place": word[:8], "requester": str(number), "form_key": str(uuid.uuid4()),
            }  # fmt: skip
            while not self._is_filed(form, session):
                time.sleep(0.3)
            self.acknowledged.append(word)

    def _one_more(self) -> bool:
        with self._lock:
            self.left -= 1
            return self.left >= 0

    def _is_filed(self, form: dict[str, str], session: str) -> bool:
        """Send the form; tell whether the answer led on to the case, and was read."""
        self.tries += 1
        line = self.at.connect()
        try:
            line.request("POST", "/permintaan/baru/", urlencode(form), {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"__Host-sessionid={session}; __Host-csrftoken={TOKEN}",
                "Referer": f"https://{NAME}/permintaan/baru/",
            })  # fmt: skip
            answer = line.getresponse()
        except (OSError, http.client.HTTPException) as error:
            self.statuses[type(error).__name__] += 1
            return False
        finally:
            line.close()
        self.statuses[answer.status] += 1
        where = (answer.getheader("Location") or "").removeprefix(f"https://{NAME}")
        return where.startswith("/berkas/") and random.randrange(ANSWERS_LOST) > 0  # noqa: S311


def kill_in_turn(at: Machines, clerks: Clerks) -> Counter[str]:
    """Kill one thing after another while people file, then let them end; return what, how often."""
    for what in IN_TURN * ROUNDS:
        strike(at, what)
        time.sleep(BETWEEN_KILLS)
    clerks.go_home()
    return Counter(IN_TURN * ROUNDS)


def strike(at: Machines, what: str) -> None:
    name, _, how = what.partition(" ")
    program = at.programs[name]
    if how == "reload":
        program.process.send_signal(signal.SIGHUP)
        return
    program.kill()
    if how == "away":
        time.sleep(BETWEEN_KILLS)
    program.start()
    if name.startswith("web"):  # one at a time: with both away nobody could file
        port = at.plain_ports[int(name[-1]) - 1]
        while not is_ready(port):
            time.sleep(0.3)


def killed_in_turn() -> Iterator[Outcome]:
    with Mails() as mails, machines(EMAIL_URL=_url(mails)) as at:
        clerks = Clerks(at, filings=WITHOUT_END)
        struck = kill_in_turn(at, clerks)
        account = json.loads(at.run(ACCOUNT))
        yield from judged(clerks, account, mails, struck)


def judged(clerks: Clerks, account: dict, mails: Mails, struck: Counter[str]) -> Iterator[Outcome]:
    """Compare what was acknowledged and what was mailed with what there is."""
    told = ", ".join(f"{count} x {what}" for what, count in struck.items())
    times = [account["titles"].get(word, 0) for word in clerks.acknowledged]
    answers = ", ".join(f"{count} x {status}" for status, count in clerks.statuses.items())
    yield Outcome("filings acknowledged while killed in turn", len(times), times.count(0), told)
    yield Outcome("filings twice", len(times), sum(one > 1 for one in times),
                  f"{clerks.tries} tries: {answers}")  # fmt: skip
    in_vain = sum(thread.is_alive() for thread in clerks.threads)
    yield Outcome("people whose form was taken in the end", len(clerks.threads), in_vain)
    strange = sum(clerks.statuses[status] for status in (403, 404, 500))
    yield Outcome("answers 403, 404 or 500", clerks.tries, strange)
    never = sum(not mails.counted[one] for one in account["mails"]) + account["left"]
    often = sum(count > 2 for count in mails.counted.values())
    twice = sum(count == 2 for count in mails.counted.values())
    yield Outcome("mails, at least once, at most twice", len(account["mails"]), never + often,
                  f"{twice} came twice")  # fmt: skip
    yield Outcome(
        "records of the court whole", 1, len(account["broken"]), str(account["broken"])[:200]
    )


def run() -> Iterator[Outcome]:
    yield from killed_in_turn()


def _url(mails: Mails) -> str:
    return f"smtp://127.0.0.1:{mails.server_address[1]}"


PROOFS = [Proof("machines", "two web servers and two workers behind nginx, killed in turn", run)]

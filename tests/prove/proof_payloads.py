"""Ill texts through every form as everybody: in pages, tables, papers and mails they stay words.

Planted within a prepared demonstration, then read as HTML, CSV, XLSX, PDF and mail, and in
Chromium from the production server: no dialog, no script of theirs, no question to the canary,
which is a server that every text that leads away names. The controls: a page that does not escape
is told (tests/fuzz/test_payloads.py), and the canary counts when it is asked.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.check import MANAGE, ROOT
from tests.fuzz.payload_lists import ALL
from tests.prove.outcome import Outcome, Proof
from tests.prove.site import Site
from tests.shots import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = "from tests.fuzz.planting import tell; tell()"
LOOKED_AT = 150  # pages, in Chromium


class Canary(ThreadingHTTPServer):
    """A server on loopback that nobody may ask; `asked` has what was asked all the same."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@contextmanager
def canary() -> Iterator[Canary]:
    with Canary() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def run() -> Iterator[Outcome]:
    with canary() as bird, tempfile.TemporaryDirectory(prefix="sopti-payloads-") as folder:
        at = Site(Path(folder))
        (at.folder / "var").mkdir()
        at.manage("prepare")
        told = planted(at, bird.port)
        for one in told["wrong"][:30]:
            print(f"WRONG {one[:400]}", flush=True)
        yield read(told)
        yield Outcome("papers: questions to the canary", told["papers"], len(bird.asked),
                      f"{told['papers_with_it']} with one of the texts")  # fmt: skip
        yield Outcome("mails", told["mails"], int(told["mails"] == 0))
        yield looked_at(at, told, bird)
    yield control()


def read(told: dict) -> Outcome:
    times = told["sent"] + told["asked"] + told["pages"]
    shown = len(told["shown_at"])
    said = f"{len(ALL)} texts; {told['sent']:,} forms, {told['asked']:,} searches, {shown:,} pages"
    wrong = len(told["wrong"]) or int(not shown)
    return Outcome("forms sent and pages read", times, wrong, f"{said} that showed one as words")


def planted(at: Site, port: int) -> dict:
    own = {"CANARY_PORT": str(port), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with (at.folder / "planting.log").open("wb") as log:
        done = subprocess.run(
            [*MANAGE, "shell", "--no-imports", "-v", "0", "-c", LINE], cwd=ROOT,
            env=at.environment | own, stdout=subprocess.PIPE, stderr=log, check=False,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError((at.folder / "planting.log").read_text()[-3000:])
    return json.loads(done.stdout)


def looked_at(at: Site, told: dict, bird: Canary) -> Outcome:
    """Open in Chromium the pages that show a text; anything that moves is wrong."""
    port, wrong, before = at.add_web(), [], len(bird.asked)
    shown = told["shown_at"]
    chosen = shown[:: max(1, len(shown) // LOOKED_AT)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for account in dict.fromkeys(who for who, _ in chosen):
            addresses = [address for who, address in chosen if who == account]
            wrong += _opened(browser, port, told["sessions"][account], addresses)
        browser.close()
    for program in at.programs:
        program.stop()
    for one in wrong[:20]:
        print(f"WRONG in Chromium {one[:400]}", flush=True)
    return Outcome("pages in Chromium", len(chosen), len(wrong) + len(bird.asked) - before)


def _opened(browser: Any, port: int, session: str, addresses: list[str]) -> Iterator[str]:
    base = f"http://127.0.0.1:{port}"
    context = browser.new_context(base_url=base, locale="id-ID")
    context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    page, seen = context.new_page(), []
    page.on("dialog", lambda one: (seen.append(f"dialog {one.message}"), one.dismiss()))
    page.on("console", lambda one: seen.append(f"{one.type}: {one.text}"))
    page.on("request", lambda one: one.url.startswith(base) or seen.append(f"asked {one.url}"))
    for address in addresses:
        seen.clear()
        page.goto(address)
        if page.evaluate("typeof mk7") != "undefined":
            seen.append("a script of theirs ran")
        if page.url.startswith(f"{base}/masuk/"):
            seen.append("led to the login")
        yield from (f"{address}: {one}" for one in seen)
    context.close()


def control() -> Outcome:
    with canary() as other:
        with urllib.request.urlopen(f"http://127.0.0.1:{other.port}/mk7", timeout=10) as answer:
            answer.read()
        return Outcome("control: the canary counts", 1, int(other.asked != ["/mk7"]))


PROOFS = [Proof("payloads", "Ill texts stay words, in pages, papers, mails and Chromium", run)]

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

ENOUGH = 60  # seconds after which a test gives up; none of them measures time


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return trial.getsockname()[1]


def parents() -> dict[int, int]:
    """Map every living process to its parent."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rsplit(")", 1)[1].split()[:2]
        except OSError:
            continue
        if state != "Z":
            found[int(path.parent.name)] = int(parent)
    return found


def descendants(ancestor: int) -> set[int]:
    above, found = parents(), {ancestor}
    while more := {pid for pid, parent in above.items() if parent in found} - found:
        found |= more
    return found - {ancestor}


def test_busy_port_is_refused_in_words(taken_port):
    with pytest.raises(CommandError) as refused:
        call_command("serve", port=taken_port, stdout=io.StringIO())

    assert str(refused.value) == (
        f"Porta {taken_port} sedang dipakai program lain. Hentikan program itu, "
        f"atau pilih porta lain: bin/run --port {taken_port + 1}"
    )


def test_address_of_another_machine_is_refused_in_words():
    with pytest.raises(CommandError, match=r"^Alamat 192\.0\.2\.1:8000 tidak dapat dipakai: "):
        call_command("serve", host="192.0.2.1", port=8000, stdout=io.StringIO())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_site_answers_when_it_says_so_and_leaves_nothing_behind(how):
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--without-worker"]
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as site:
        said = next(line for line in site.stdout if "siap" in line)
        answer = answer_to(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port)
        refusal = answer_to(form_of(settings.BODY_MAX_BYTES + 1), port)
        family = descendants(site.pid)

        site.send_signal(how)
        code = site.wait(ENOUGH)

    assert said == f"SOPTI siap di http://127.0.0.1:{port}\n"
    assert re.match(r"HTTP/1.1 \d{3} ", answer)
    assert re.match(r"HTTP/1.1 \d{3} ", refusal)
    assert (code, len(family) >= 2) == (0, True)
    assert gone(family)


def form_of(size: int) -> bytes:
    return b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % size + bytes(size)


def answer_to(asked: bytes, port: int) -> str:
    """Return the first line of the answer, as a browser reads it that first sends to the end."""
    with socket.create_connection(("127.0.0.1", port)) as visitor:
        try:
            visitor.sendall(asked)
        except ConnectionError:
            return "cut off while sending"
        return visitor.makefile("rb").readline().decode()


def gone(pids: set[int]) -> bool:
    deadline = time.monotonic() + ENOUGH
    while time.monotonic() < deadline:
        if not pids & set(parents()):
            return True
        time.sleep(0.05)
    return False

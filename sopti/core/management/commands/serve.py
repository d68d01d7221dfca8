"""The site on one machine: web server, worker and watcher, kept alive together."""

import errno
import http.client
import os
import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sopti.core.supervisor import Child, Supervisor

TRIES = 3
WATCH_AFTER = 8  # seconds: on a slow machine the first page comes first


class Command(BaseCommand):
    help = (
        "Serve the site: web server, worker, watcher, restarted when they die, stopped by Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--prepare", action="store_true", help="bring everything up to date")
        parser.add_argument("--empty", action="store_true", help="with --prepare: no demonstration")
        parser.add_argument(
            "--without-worker", action="store_true", help="worker and watcher run elsewhere"
        )

    def handle(self, **options: Any) -> None:
        self.host, self.port, self.announced = options["host"], options["port"], False
        self.refuse_busy_port()
        if options["prepare"]:
            call_command("prepare", empty=options["empty"])
            self.refuse_busy_port()
        self.web = Child("web", web_command(self.host, self.port), folder=settings.BASE_DIR)
        children = [self.web]
        if not options["without_worker"]:
            children += [background("worker"), background("watch_monitors", after=WATCH_AFTER)]
        Supervisor(children).run(watch=self.announce)
        self.stdout.write("SOPTI berhenti.")

    def refuse_busy_port(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((self.host, self.port))
            except OSError as error:
                raise CommandError(why_not_listen(self.host, self.port, error)) from error

    def announce(self) -> None:
        """Say the address once, when the first page has really been answered."""
        if self.announced:
            return
        if self.web.starts > TRIES:
            raise CommandError("Server web tidak dapat dijalankan; sebabnya tertulis di atas.")
        if answers(self.host, self.port):
            self.announced = True
            shown = f"[{self.host}]" if ":" in self.host else self.host
            self.stdout.write(f"SOPTI siap di http://{shown}:{self.port}")
            self.stdout.write("Tekan Ctrl-C untuk berhenti.")
            self.stdout.flush()


def background(name: str, *, after: float = 0) -> Child:
    """Return a command of ours that runs beside the web server, perhaps from a little later."""
    child = Child(name, [sys.executable, "manage.py", name], folder=settings.BASE_DIR)
    child.next_start = time.monotonic() + after
    return child


def web_command(host: str, port: int) -> list[str]:
    # On SQLite one process with threads: fewer connections meet on the one file.
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    workers = 1 if on_sqlite else settings.WEB_WORKERS
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)
    return [
        *(sys.executable, "-m", "granian", "sopti.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "8"),
    ]


def answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(reachable, port, timeout=3)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def why_not_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Porta {port} sedang dipakai program lain. Hentikan program itu, "
            f"atau pilih porta lain: bin/run --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Porta {port} hanya untuk root. Pilih porta 1024 ke atas, misalnya --port 8000."
    return f"Alamat {host}:{port} tidak dapat dipakai: {error.strerror}."

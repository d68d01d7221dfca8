"""Everything a start needs and may already have: tables, cache, static files, demonstration."""

import hashlib
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

HOW_TO_BEGIN = """Belum ada pengadilan di dalamnya. Di jendela lain, dari folder ini, jalankan
    .venv/bin/python manage.py add_court pa-contoh --name "Pengadilan Agama Contoh" \\
        --town Contoh --zone WIB --admin nama.pengelola
lalu masuk dengan akun pengelola dan kata sandi yang ditampilkannya."""


class Command(BaseCommand):
    help = "Bring tables, static files and demonstration up to date; quick when nothing changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--empty", action="store_true", help="no demonstration")

    def handle(self, **options: Any) -> None:
        is_new = not connection.introspection.table_names()
        if migrations_wait():
            self.say("Menyiapkan tabel data …")
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        looks = sources("static", "requirements/base.txt")
        is_bare = not settings.STATIC_ROOT.exists()
        self.unless_done("static", self.collect_static, looks, again=is_bare)
        self.demonstrate(empty=options["empty"], is_new=is_new)

    def demonstrate(self, *, empty: bool, is_new: bool) -> None:
        """Load the demonstration, but never into an installation that began without it."""
        choice = settings.VAR_DIR / "empty.stamp"
        if is_new:
            choice.unlink(missing_ok=True)
        if is_new and empty:
            choice.touch()
            self.say(HOW_TO_BEGIN)
        elif not empty and not choice.exists():
            files = sources("fixtures")
            self.unless_done("demo", self.load_demonstration, files, again=is_new)

    def unless_done(
        self, name: str, work: Callable[[], None], files: Iterable[Path], *, again: bool = False
    ) -> None:
        """Do the work, unless it was done with these very files and this very database."""
        stamp, now = settings.VAR_DIR / f"{name}.stamp", fingerprint(files)
        if again or not stamp.exists() or stamp.read_text() != now:
            work()
            stamp.write_text(now)

    def collect_static(self) -> None:
        self.say("Menyiapkan berkas tampilan …")
        call_command("collectstatic", interactive=False, verbosity=0)

    def load_demonstration(self) -> None:
        self.say("Memuat SOP dan contoh peragaan …")
        try:
            call_command("load_demo")
        except CommandError as refused:  # a court's own installation: it starts without
            self.say(str(refused))

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def migrations_wait() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def sources(*names: str) -> Iterator[Path]:
    for name in names:
        path = settings.BASE_DIR / name
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def fingerprint(files: Iterable[Path]) -> str:
    """Tell whether the files or the choice of database changed, without reading the files."""
    seen = hashlib.sha256(str(settings.DATABASES["default"]["NAME"]).encode())
    for path in files:
        about = path.stat()
        seen.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()

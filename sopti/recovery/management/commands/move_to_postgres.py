from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sopti.core.errors import Refusal
from sopti.core.words import number
from sopti.recovery.databases import contents
from sopti.recovery.moving import move
from sopti.recovery.proving import faults

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

SAID_FROM = 10_000  # rows: a table that takes its time


class Command(BaseCommand):
    help = "Move all data from SQLite into the empty PostgreSQL that DATABASE_URL names."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="source", type=Path, metavar="BERKAS",
            help="berkas SQLite; bila tidak disebut, sopti.sqlite3 di folder data",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"] or Path(settings.VAR_DIR) / "sopti.sqlite3"
        try:
            rows = move(source, say=self._say)
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        if wrong := list(faults()):
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"Dipindahkan: {number(rows)} baris, sama di kedua basis data.")
        for court, head in sorted(contents().heads.items()):
            self.stdout.write(f"{court}: catatan utuh sampai nomor {head.sequence}.")
        self.stdout.write("Nyalakan situs dengan DATABASE_URL ini; lampiran tetap di tempatnya.")

    def _say(self, table: str, rows: int) -> None:
        if rows >= SAID_FROM:
            self.stdout.write(f"{table}: {number(rows)} baris")

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.core.errors import Refusal
from sopti.recovery.manifest import first_wrong, read_manifest
from sopti.recovery.proving import faults

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Prove that every file and the record are whole; with DIR, that a copy is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = self._of_copy(options["folder"]) if options["folder"] else list(faults())
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write("Utuh.")

    def _of_copy(self, folder: Path) -> list[str]:
        try:
            found = first_wrong(read_manifest(folder), folder)
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        return [found] if found else []

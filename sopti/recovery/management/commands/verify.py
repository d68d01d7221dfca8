from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.core.errors import Refusal
from sopti.recovery.manifest import first_wrong, read_manifest, why_damaged
from sopti.recovery.packing import opened
from sopti.recovery.proving import faults

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Prove that every file and the record are whole; with DIR, that a copy is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, nargs="?")
        parser.add_argument("--key", type=Path, help="berkas kunci, bila cadangannya tersandi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"] is None:
            wrong, said = list(faults()), "Utuh."
        else:
            wrong, said = self._of_copy(options["folder"], options["key"])
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(said)

    def _of_copy(self, folder: Path, key: Path | None) -> tuple[list[str], str]:
        try:
            manifest = read_manifest(folder)
            found = why_damaged(manifest, folder)
            if found is None and manifest.packed and key is None:
                return [], "Utuh, tetapi tersandi: dengan --key isinya ikut diperiksa."
            if found is None and manifest.packed:
                with opened(folder, manifest, key) as readable:
                    found = first_wrong(manifest, readable)
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        return [found] if found else [], "Utuh."

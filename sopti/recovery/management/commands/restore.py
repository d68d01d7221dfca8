from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sopti.core.errors import Refusal
from sopti.core.words import number
from sopti.recovery.actions import restore
from sopti.recovery.proving import faults

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Bring a copy back into an empty installation, and prove that all of it came."
    requires_system_checks = ()  # an empty machine may lack what the checks ask for

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="cadangan sopti-…")
        parser.add_argument("--key", type=Path, help="berkas kunci, bila cadangannya tersandi")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(options["folder"], key=options["key"])
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        call_command("migrate", interactive=False, verbosity=0)  # the copy may be of an older SOPTI
        if wrong := list(faults()):
            raise CommandError("\n".join(wrong))
        rows = number(sum(manifest.contents.rows.values()))
        self.stdout.write(f"Dipulihkan: {rows} baris, {number(len(manifest.files) - 1)} lampiran.")
        for court, head in sorted(manifest.contents.heads.items()):
            self.stdout.write(f"{court}: catatan utuh sampai nomor {head.sequence}.")

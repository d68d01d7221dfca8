from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.core.words import file_size, number
from sopti.recovery.actions import back_up
from sopti.recovery.manifest import read_manifest

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Copy database and files into a new folder below DIR, also while the site is in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--keep", type=int, help="berapa cadangan terbaru yang disimpan")

    def handle(self, *args: Any, **options: Any) -> None:
        keep = options["keep"]
        if keep is not None and keep < 1:
            raise CommandError("--keep paling sedikit 1.")
        try:
            place = back_up(options["folder"], at=now(), keep=keep)
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        manifest = read_manifest(place)
        size = file_size(sum(kept.size for kept in manifest.files.values()))
        rows = number(sum(manifest.contents.rows.values()))
        self.stdout.write(f"Cadangan selesai: {place}")
        self.stdout.write(f"{rows} baris, {number(len(manifest.files) - 1)} lampiran, {size}.")
        self.stdout.write("Kunci (record.key, secret.key) tidak ikut: simpan di tempat lain.")

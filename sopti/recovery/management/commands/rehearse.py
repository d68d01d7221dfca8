from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.core.words import number
from sopti.recovery.rehearsing import rehearse

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

POLITE = 10  # whoever works on the site goes first


class Command(BaseCommand):
    help = "Bring the newest copy back beside the site, prove it whole, and clear up again."

    def add_arguments(self, parser: CommandParser) -> None:
        what = "cadangan, atau folder cadangan; bawaan SOPTI_BACKUP_DIR"
        parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help=what)
        parser.add_argument("--key", type=Path, help="berkas kunci, bila cadangannya tersandi")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"] or settings.BACKUP_DIR
        if not folder:
            raise CommandError("Sebutkan folder cadangannya, atau isi SOPTI_BACKUP_DIR.")
        key = options["key"] or settings.BACKUP_KEY_FILE
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # clear up before the end
        os.nice(POLITE)
        try:
            found = rehearse(Path(folder), at=now(), key=Path(key) if key else None)
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        if found.wrong:
            raise CommandError(f"{found.of} tidak dapat dipulihkan: {found.wrong}")
        seconds = number(found.seconds)
        self.stdout.write(f"{found.of} dipulihkan dan terbukti utuh dalam {seconds} detik.")
        self.stdout.write("Salinan latihan sudah dihapus; data situs tidak disentuh.")

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sopti.core.bom import bill_of
from sopti.core.errors import Refusal

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Print what this installation is made of: CycloneDX JSON, out of a lock file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        base = Path(settings.BASE_DIR) / "requirements" / "base.txt"
        parser.add_argument("--lock", type=Path, default=base, metavar="BERKAS",
                            help="berkas kunci; bawaan requirements/base.txt")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["lock"].is_file():
            raise CommandError(f"{options['lock']} tidak ada.")
        try:
            bill = bill_of(options["lock"])
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(json.dumps(bill, indent=1, ensure_ascii=False))

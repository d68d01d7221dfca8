from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from sopti.reports.actions import issue_missing
from sopti.reports.sop_paper.issuing import issue_editions

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Give a key to every finished sheet that has none. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--changed",
            action="store_true",
            help="juga lembar yang isinya berubah sejak terbit, misalnya karena nama dibetulkan",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = issue_missing(at=now(), also_changed=options["changed"])
        made += issue_editions(at=now())
        self.stdout.write(f"{made} lembar diberi kode pemeriksaan.")

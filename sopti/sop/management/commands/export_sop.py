"""Print a court's SOPs as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.people.models import Court
from sopti.sop.export import exported_court
from sopti.sop.models import Edition

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Print the SOPs of a court as JSON: what is in force, else the newest; or edition N."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("court", metavar="COURT")
        parser.add_argument("--edition", type=int, metavar="N")

    def handle(self, *, court: str, edition: int | None, **options: Any) -> None:
        if not Court.objects.filter(key=court).exists():
            keys = ", ".join(Court.objects.values_list("key", flat=True)) or "belum ada"
            raise CommandError(f"Pengadilan “{court}” tidak dikenal. Yang dikenal: {keys}.")
        editions = Edition.objects.chosen_of(court, edition)
        if edition is not None and not editions:
            raise CommandError(f"Tidak ada SOP {court} yang mempunyai edisi {edition}.")
        exported = exported_court(court, editions)
        self.stdout.write(json.dumps(exported, ensure_ascii=False, indent=2))

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.people.models import Court
from sopti.workflow.models import RecordHead
from sopti.workflow.record import verify

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Recompute the chain of the record and name the first broken event of each court."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("court", nargs="?", help="kunci pengadilan; semua bila tidak disebut")

    def handle(self, *args: Any, **options: Any) -> None:
        courts = Court.objects.all()
        if options["court"]:
            courts = courts.filter(key=options["court"])
            if not courts.exists():
                raise CommandError(f"Tidak ada pengadilan dengan kunci “{options['court']}”.")
        broken = [found for court in courts if (found := self._check(court))]
        if broken:
            raise CommandError("\n".join(broken))

    def _check(self, court: Court) -> str | None:
        found = verify(court)
        if found is None:
            head = RecordHead.objects.filter(court=court).first()
            count, seal = (head.sequence, head.mac[:16]) if head else (0, "-")
            self.stdout.write(f"{court.key}: utuh, {count} catatan, kepala {seal}")
        return found

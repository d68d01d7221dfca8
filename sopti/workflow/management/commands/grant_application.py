from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.core.errors import Refusal
from sopti.workflow.granting import grant

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Give PostgreSQL's user of the site its rights; run as the owner, after each update."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="pengguna PostgreSQL yang dipakai situs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            grant(options["role"])
        except Refusal as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{options['role']} dapat menjalankan situs, tanpa mengubah catatan.")

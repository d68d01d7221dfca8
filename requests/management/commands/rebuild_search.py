from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from requests.register.actions import rebuild_search
from sopti.core.words import number


class Command(BaseCommand):
    help = "Write the search of the register anew, from the requests. Safe at any time."

    def handle(self, **options: Any) -> str:
        return f"{number(rebuild_search())} permintaan dapat dicari."

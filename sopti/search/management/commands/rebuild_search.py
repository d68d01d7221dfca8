from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sopti.core.words import number
from sopti.search.actions import rebuild_all


class Command(BaseCommand):
    help = "Write all words that are searched anew. Safe at any time."

    def handle(self, **options: Any) -> str:
        told = [f"{number(count)} {noun}" for count, noun in rebuild_all()]
        return f"Dapat dicari: {', '.join(told)}."

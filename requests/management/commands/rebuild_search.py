from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from requests.knowledge.finding import rebuild_words
from requests.register.actions import rebuild_search
from sopti.core.words import number


class Command(BaseCommand):
    help = "Write the words that are searched anew, of requests and solutions. Safe at any time."

    def handle(self, **options: Any) -> str:
        told = f"{number(rebuild_search())} permintaan dan {number(rebuild_words())} solusi"
        return f"{told} dapat dicari."

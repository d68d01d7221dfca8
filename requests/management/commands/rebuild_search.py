from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from requests.knowledge.finding import rebuild_words
from requests.register.actions import rebuild_search
from requests.regulations.finding import rebuild_words as rebuild_regulations
from sopti.core.words import number


class Command(BaseCommand):
    help = "Write the words that are searched anew, of all that is found. Safe at any time."

    def handle(self, **options: Any) -> str:
        told = f"{number(rebuild_search())} permintaan dan {number(rebuild_words())} solusi"
        rebuild_regulations()
        return f"{told} dapat dicari."

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import now

from requests import demo
from requests.desk_settings.demo import settle_demo_desk
from requests.earlier.demo import load as load_earlier
from requests.knowledge.demo import fill_library
from requests.past import actions as past
from requests.register.actions import rebuild_search
from sopti.core.errors import Refusal
from sopti.core.words import number
from sopti.monitors.demo import make_monitors
from sopti.people.load import load_people
from sopti.people.models import Court
from sopti.search.actions import catch_up
from sopti.workflow.registry import load_demo_rooms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

SAID_EVERY = 5000


def settle_the_desk(*, at: datetime) -> None:
    settle_demo_desk(at=at)
    fill_library(at=at)


class Command(BaseCommand):
    help = "Load the demonstration: courts, people, SOPs, cases. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=0, help="also an invented past of so many")
        parser.add_argument("--court", default="", help="with --cases: of this court alone")
        parser.add_argument("--seed", type=int, default=1, help="with --cases: another past")

    def handle(self, **options: Any) -> None:
        try:
            self.stdout.write(self.load(options, at=now()))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def load(self, options: dict[str, Any], *, at: datetime) -> str:
        demo.refuse_real_installation()
        with_past = self.make_past(options, at=at) if options["cases"] else []
        with transaction.atomic():
            said = self.fill(at=at, with_past=with_past)
            if not with_past:  # a past brought its words to search by
                rebuild_search()
            catch_up(at=at)
        return f"Peragaan: {said} ditambahkan."

    def fill(self, *, at: datetime, with_past: list[Court]) -> str:
        """Let the courts live up to now, and say what was added."""
        people = load_people(at)
        added = load_demo_rooms(at=at)
        call_command("load_sops", stdout=StringIO(), stderr=self.stderr)
        editions = demo.put_editions_in_force(at=at)
        cases = demo.make_cases(at=at, despite=with_past)
        settle_the_desk(at=at)
        make_monitors(at=at, courts=Court.objects.on_show())
        added += [load_earlier(at), f"{cases} berkas"]
        return f"{people} orang, {editions} SOP diberlakukan, {', '.join(added)}"

    def make_past(self, options: dict[str, Any], *, at: datetime) -> list[Court]:
        """Write the past first: the demonstration's own cases are the present."""
        with transaction.atomic():
            load_people(at)
            call_command("load_sops", stdout=StringIO(), stderr=self.stderr)
            courts = list(Court.objects.on_show().order_by("key"))
            since = past.beginning(courts[0])
            demo.put_editions_in_force(at=at, since=since)
        chosen = [court for court in courts if options["court"] in {"", court.key}]
        if not chosen:
            raise Refusal(f"Pengadilan {options['court']} tidak ada dalam peragaan.")
        shares = [options["cases"] // len(chosen)] * len(chosen)
        shares[0] += options["cases"] % len(chosen)
        for court, share in zip(chosen, shares, strict=True):
            tasks = past.make_past(
                court, share, at=at, seed=options["seed"], say=self._saying(court, share)
            )
            self.stdout.write(f"{court}: {number(share)} berkas, {number(tasks)} langkah.")
        return chosen

    def _saying(self, court: Court, share: int) -> Callable[[int], None]:
        def say(done: int) -> None:
            if done % SAID_EVERY == 0:
                self.stdout.write(f"{court}: {number(done)} dari {number(share)} berkas")
                self.stdout.flush()

        return say

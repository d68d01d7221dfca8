from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from requests import demo
from requests.desk_settings.demo import settle_demo_desk
from requests.knowledge.demo import fill_library
from requests.register.actions import rebuild_search
from sopti.core.errors import Refusal
from sopti.monitors.demo import make_monitors
from sopti.people.load import load_people
from sopti.people.models import Court
from sopti.workflow.registry import load_demo_rooms

if TYPE_CHECKING:
    from datetime import datetime


def settle_the_desk(*, at: datetime) -> None:
    settle_demo_desk(at=at)
    fill_library(at=at)


class Command(BaseCommand):
    help = "Load the demonstration: courts, people, SOPs, cases. Safe to repeat."

    def handle(self, **options: Any) -> None:
        at = now()
        try:
            demo.refuse_real_installation()
            with transaction.atomic():
                people = load_people(at)
                added = load_demo_rooms(at=at)
                call_command("load_sops", stdout=StringIO(), stderr=self.stderr)
                editions = demo.put_editions_in_force(at=at)
                cases = demo.make_cases(at=at)
                settle_the_desk(at=at)
                make_monitors(at=at, courts=Court.objects.filter(people__is_demo=True).distinct())
                rebuild_search()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Peragaan: {people} orang, {editions} SOP diberlakukan, "
            f"{', '.join([*added, f'{cases} berkas'])} ditambahkan."
        )

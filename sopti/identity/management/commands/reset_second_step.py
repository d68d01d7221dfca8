"""Let somebody in again who lost phone and codes, when no other administrator is there."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.identity import actions
from sopti.people.models import User


class Command(BaseCommand):
    help = "Take away the second step of a person's login; the password stays. It is recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="the account's name, e.g. siti.rahmawati")

    def handle(self, **options: Any) -> str:
        person = User.objects.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError(f"Tidak ada akun bernama {options['username']}.")
        try:
            actions.reset_factors(person.pk, by=None, at=now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        return f"Pengesahan dua langkah {person} diatur ulang. Ia masuk dengan kata sandinya."

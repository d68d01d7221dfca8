"""Enter a court into an installation without demonstration data."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.people import actions, calendars
from sopti.people.enums import Zone
from sopti.people.load import load_roles
from sopti.people.models import Court, User

LETTERHEAD = ["MAHKAMAH AGUNG REPUBLIK INDONESIA", "DIREKTORAT JENDERAL BADAN PERADILAN AGAMA"]


class Command(BaseCommand):
    help = "Enter a court with its first administrator; prints that person's first password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="short name for addresses and files, e.g. pa-kota-madiun")
        parser.add_argument("--name", required=True, help="e.g. 'Pengadilan Agama Kota Madiun'")
        parser.add_argument("--town", required=True, help="the place on signature blocks")
        parser.add_argument("--zone", choices=Zone.names, default=Zone.WIB.name)
        parser.add_argument("--code", help="the court's part of register numbers, e.g. PA.Mdn")
        parser.add_argument("--under", metavar="KEY", help="its court of appeal, entered before it")
        parser.add_argument(
            "--lower", metavar="KEY", nargs="*", default=[], help="courts under it, entered before"
        )
        parser.add_argument("--admin", required=True, metavar="USERNAME")
        parser.add_argument("--admin-name", help="full name of the administrator")

    @transaction.atomic
    def handle(self, **options: Any) -> str:
        court, admin = _court(options), _admin(options)
        court.under = _known(options["under"]) if options["under"] else None
        try:
            court.full_clean(validate_unique=False)
            admin.full_clean(exclude=["password", "court"], validate_unique=False)
            load_roles()
            password = actions.open_court(court, admin, at=now())
        except ValidationError as error:
            said = [f"{name}: {' '.join(words)}" for name, words in error.message_dict.items()]
            raise CommandError("\n".join(said)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        _put_under(court, options["lower"])
        return (
            f"{court.name}: {_give_calendar(court)}, jam kerja biasa.\n"
            f"Pengelola {admin.username}, kata sandi pertama: {password}\n"
            "Kata sandi itu harus diganti saat masuk pertama kali dan tidak ditampilkan lagi."
        )


def _put_under(court: Court, keys: list[str]) -> None:
    for lower in map(_known, keys):
        lower.under = court
        actions.keep(lower, by=None)


def _give_calendar(court: Court) -> str:
    calendars.give_normal_week(court)
    years = (now().year, now().year + 1)
    count = calendars.seed_holidays(court.pk, years, by=None, at=now())
    return f"{count} hari libur {years[0]}-{years[1]}"


def _known(key: str) -> Court:
    court = Court.objects.filter(key=key).first()
    if court is None:
        raise CommandError(f"Pengadilan {key} belum ada.")
    return court


def _court(options: dict[str, Any]) -> Court:
    name, town = options["name"].strip(), options["town"].strip()
    return Court(
        key=options["key"],
        name=name,
        short_name=name.replace("Pengadilan Tinggi Agama", "PTA").replace("Pengadilan Agama", "PA"),
        code=options["code"] or f"PA.{town[:3].title()}",
        town=town,
        zone=Zone[options["zone"]],
        letterhead=[*LETTERHEAD, name.upper()],
        address=[],
    )


def _admin(options: dict[str, Any]) -> User:
    return User(
        username=options["admin"],
        full_name=options["admin_name"] or options["admin"],
        position="Pengelola SOPTI",
    )

"""What a search costs among 100,000 things of one court.

    python -m tests.search.measure            on PostgreSQL, then on SQLite

Makes a database of its own each time, writes the rows in bulk, and asks the whole page as the
Operator and as a clerk: frame, templates and all. Told are milliseconds of the processor, of this
process and of PostgreSQL's own for it, so that what else the machine does counts little; and the
shortest time by the clock.
"""

import os
import random
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

import psycopg

from tests.cluster import postgres

THINGS = {"permintaan": 60_000, "aset": 35_000, "solusi": 5_000}
ROUNDS = 10
PLACES = ("Ruang PTSP", "Ruang Sidang 1", "Ruang Panitera", "Ruang Arsip", "Loket 2", "Ruang Ketua")
SUBJECTS = (
    "Pencetak macet", "Jaringan putus", "SIPP tidak dapat dibuka", "Kata sandi terlupa",
    "Layar padam", "Perbaikan komputer", "Pemasangan aplikasi", "Virus pada komputer",
)  # fmt: skip
DETAILS = "sudah dicoba dua kali tetapi tetap begitu mohon diperbaiki sebelum sidang siang nanti"
SEARCHES = {
    "a word of half of all": "komputer",
    "a word of nearly all": "diperbaiki",
    "a word of one": "langka",
    "two common words": "komputer ptsp",
    "two words that never meet": "pencetak virus",
    "a beginning": "kom",
    "a number": "31415/TI.B/PA.1/2026",
    "nothing": "prnter",
}


def main():
    if os.environ.get("MEASURED_HERE"):
        measure()
        return
    with postgres() as url:
        with psycopg.connect(
            host=url.removeprefix("postgres:///").rpartition("/")[0],
            dbname="postgres",
            autocommit=True,
        ) as made:
            made.execute("CREATE DATABASE sopti")
        run(DATABASE_URL=url)
    with tempfile.TemporaryDirectory() as folder:
        run(DATABASE_URL=f"sqlite:///{folder}/sopti.sqlite3")


def run(**environment):
    with tempfile.TemporaryDirectory() as var:
        told = {"MEASURED_HERE": "1", "SOPTI_VAR": var, "SOPTI_SECRET_KEY": "x"}
        told |= {"SOPTI_RECORD_KEY": "y", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "tests.search.measure"]
        root = Path(__file__).parents[2]
        subprocess.run(command, env=os.environ | told | environment, cwd=root, check=True)


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measure():
    import django  # noqa: PLC0415 (the settings read the environment first)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    people = fill(1)
    begun = perf_counter()
    call_command("rebuild_search")
    say(f"{connection.vendor}: words of all written in {perf_counter() - begun:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for person, role in zip(people, ("operator", "clerk"), strict=True):
        for told, asked in SEARCHES.items():
            tell(person, role, told, asked)


def fill(number):  # noqa: PLR0915 (one row after the other)
    """Make a court with its things; return its Operator and a clerk who asked for some."""
    from maintenance.assets.models import Asset  # noqa: PLC0415
    from requests.models import Article, ServiceRequest  # noqa: PLC0415
    from sopti.workflow.models import Case  # noqa: PLC0415
    from tests import make  # noqa: PLC0415
    from tests.maintenance.shelf import kind  # noqa: PLC0415

    chance = random.Random(number)  # noqa: S311 (no secret)
    court = make.court(f"pa-{number}", code=f"PA.{number}")
    edition, pc = make.edition(court), kind()
    operator = make.user("operator_ti", court=court)
    clerks = [make.user(court=court) for _ in range(60)]
    cases = [
        Case(
            court=court, edition=edition, procedure_key="permintaan-layanan",
            number=f"{place}/TI.B/PA.{number}/2026", year=2026, sequence=place,
            title=f"{chance.choice(SUBJECTS)} di {chance.choice(PLACES)}", detail=detail(chance),
            requester=chance.choice(clerks), opened_at=make.MONDAY + timedelta(minutes=place),
        )
        for place in range(1, THINGS["permintaan"] + 1)
    ]  # fmt: skip
    cases[777].detail += " langka"
    made = Case.objects.bulk_create(cases, batch_size=500)
    asked = [
        ServiceRequest(case=case, category="perangkat", asset_or_place=chance.choice(PLACES))
        for case in made
    ]
    ServiceRequest.objects.bulk_create(asked, batch_size=500)
    assets = [
        Asset(
            court=court, nup=f"3.10.{place}", kind=pc, name=f"Komputer {place}",
            room=chance.choice(PLACES), note=detail(chance), added_at=make.MONDAY,
        )
        for place in range(THINGS["aset"])
    ]  # fmt: skip
    Asset.objects.bulk_create(assets, batch_size=500)
    articles = [
        Article(
            court=court, title=f"{chance.choice(SUBJECTS)} {place}", problem=detail(chance),
            steps=detail(chance), categories=" perangkat ", author=operator,
            written_at=make.MONDAY,
        )
        for place in range(THINGS["solusi"])
    ]  # fmt: skip
    Article.objects.bulk_create(articles, batch_size=500)
    return operator, clerks[0]


def detail(chance):
    words = DETAILS.split()
    chance.shuffle(words)
    return f"{' '.join(words)} {chance.choice(PLACES)} {chance.choice(SUBJECTS).lower()}"


def tell(person, role, told, asked):
    from django.test import Client  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    client.get("/cari/", {"q": asked})
    before, by_clock = cpu(), []
    for _ in range(ROUNDS):
        begun = perf_counter()
        assert client.get("/cari/", {"q": asked}).status_code == 200
        by_clock.append(perf_counter() - begun)
    own, database = ((now - then) / ROUNDS * 1000 for now, then in zip(cpu(), before, strict=True))
    say(
        f"{role:9} {told:28} {own + database:4.0f} ms, of it database {database:4.0f}; "
        f"by the clock {min(by_clock) * 1000:4.0f}"
    )


def cpu():
    """Return seconds of the processor: of this process, and of the server's process for it."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return process_time(), 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return process_time(), (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

"""Load SOP files into the database: new documents, new editions, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from sopti.people.models import Court
from sopti.sop import actions
from sopti.sop.files import IDENTITY, Reading, folders_in, read_document
from sopti.sop.linter import lint
from sopti.sop.roles import roles_in_database
from sopti.sop.sentences import Fault

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping


class Command(BaseCommand):
    help = "Load SOP files; make a new edition of what changed. A faulty document is refused whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        folders = folders_in(paths or [settings.SOP_DIR])
        if not folders:
            raise CommandError("Tidak ada berkas SOP di sana.")
        roles = roles_in_database()
        if not roles:
            raise CommandError("Peran belum dimuat. Muat dahulu pengadilan dan perannya.")
        refused = [folder.name for folder in folders if not self._load(folder, roles)]
        if refused:
            loaded = len(folders) - len(refused)
            raise CommandError(f"{loaded} dokumen dimuat, {len(refused)} ditolak seluruhnya.")

    def _load(self, folder: Path, roles: Mapping[str, bool]) -> bool:
        reading = read_document(folder)
        faults = lint(reading, roles)
        court = _court_of(reading)
        if reading.identity and not court:
            faults.append(Fault(reading.label(IDENTITY), "court", "pengadilan ini tidak dikenal"))
        body = reading.body
        if faults or court is None or body is None:
            self._refuse(reading, faults)
            return False
        loaded = actions.load_document(court=court, key=folder.name, body=body, at=now())
        self._say(reading, loaded)
        return True

    def _refuse(self, reading: Reading, faults: list[Fault]) -> None:
        self.stderr.write(f"{reading.name}: ditolak, {len(faults)} kesalahan")
        for fault in faults:
            self.stderr.write(f"  {fault}")

    def _say(self, reading: Reading, loaded: actions.Loaded) -> None:
        edition, former = loaded.edition, loaded.former
        steps = sum(len(procedure.steps) for procedure in edition.sop.procedures)
        size = f"{len(edition.sop.procedures)} prosedur, {steps} langkah"
        if not loaded.is_new:
            self.stdout.write(f"{reading.name}: tidak berubah, edisi {edition.number} ({size})")
        elif former is None:
            self.stdout.write(f"{reading.name}: baru, edisi 1 sebagai usulan ({size})")
        else:
            tail = f"edisi {former.number} tetap {former.get_status_display().lower()}"
            self.stdout.write(f"{reading.name}: edisi {edition.number} sebagai usulan; {tail}")
        for change in loaded.changes:
            self.stdout.write(f"  {' '.join(str(change).split())}")


def _court_of(reading: Reading) -> Court | None:
    if reading.identity is None:
        return None
    return Court.objects.filter(key=reading.identity.court).first()

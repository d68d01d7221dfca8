"""Check SOP files without touching the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sopti.sop.doubts import doubts_of
from sopti.sop.files import Reading, folders_in, read_document
from sopti.sop.linter import lint
from sopti.sop.roles import roles_in_file

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

    from sopti.sop.schema import Body


class Command(BaseCommand):
    help = "Print the faults and doubts of SOP files. Exits with 1 if any file would be refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        folders = folders_in(paths or [settings.SOP_DIR])
        if not folders:
            raise CommandError("Tidak ada berkas SOP di sana.")
        roles = roles_in_file(settings.BASE_DIR / "fixtures" / "roles.toml")
        wrong = sum(self._check(read_document(folder), roles) for folder in folders)
        if wrong:
            raise CommandError(f"{wrong} kesalahan. Dokumen yang salah tidak akan dimuat.")

    def _check(self, reading: Reading, roles: Mapping[str, bool]) -> int:
        faults = lint(reading, roles)
        body = reading.body
        doubts = _doubt_lines(body) if body else []
        self.stdout.write(f"{reading.name}: {len(faults)} kesalahan, {len(doubts)} keraguan")
        for fault in faults:
            self.stderr.write(f"  salah: {fault}")
        for line in doubts:
            self.stdout.write(f"  ragu: {line}")
        return len(faults)


def _doubt_lines(body: Body) -> list[str]:
    letters = {procedure.key: procedure.letter or procedure.key for procedure in body.procedures}
    lines = []
    for found in doubts_of(body):
        step = f"langkah {found.step}" if found.step else ""
        place = ", ".join(part for part in (letters.get(found.procedure, ""), step) if part)
        lines.append(f"{place or 'dokumen'} ({found.kind}): {found.text}")
    return lines

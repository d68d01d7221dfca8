from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from sopti.core.words import number
from sopti.people.models import Court
from sopti.workflow import guards
from sopti.workflow.proving import anchors_in, prove
from sopti.workflow.register import why_broken

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from sopti.workflow.proving import Anchor, Proof


class Command(BaseCommand):
    help = (
        "Recompute the chain of the record and name the first broken event of each court. Also "
        "looks at the register's numbers, and whether the database refuses to change the record."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("court", nargs="?", help="kunci pengadilan; semua bila tidak disebut")
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="KUNCI:NOMOR:SEGEL",
            help="kepala yang tercetak di kaki sebuah lembar; boleh berkali-kali",
        )  # fmt: skip
        parser.add_argument(
            "--anchors", action="append", default=[], type=Path, metavar="BERKAS",
            help="berkas berisi hasil verify_record yang lalu, atau satu kepala tiap baris",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="hasilnya sebagai JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        courts = Court.objects.order_by("key")
        if options["court"]:
            courts = courts.filter(key=options["court"])
            if not courts.exists():
                raise CommandError(f"Tidak ada pengadilan dengan kunci “{options['court']}”.")
        anchors = _anchors(options["anchor"], options["anchors"])
        proofs = [prove(court, anchors=anchors, say=self._say) for court in courts]
        wrong = _wrong(proofs)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(proofs, wrong), indent=1))
        else:
            self._tell(proofs)
        if wrong:
            raise CommandError("\n".join(wrong))

    def _say(self, proof: Proof) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{proof.court.key}: {number(proof.sequence)} catatan", ending="\r")

    def _tell(self, proofs: list[Proof]) -> None:
        for proof in proofs:
            if proof.broken is None:
                key, seal = proof.court.key, proof.mac[:16] or "-"
                self.stdout.write(f"{key}: utuh, {proof.sequence} catatan, kepala {seal}")
                if proof.anchors:
                    self.stdout.write(f"{key}: cocok dengan {len(proof.anchors)} kepala lama")


def _anchors(told: list[str], files: list[Path]) -> list[Anchor]:
    """Read the anchors, and refuse what tells of none: a mistyped one must not pass for a proof."""
    texts = {f"“{one}”": one for one in told}
    for path in files:
        try:
            texts[str(path)] = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} tidak dapat dibaca.") from error
    found: list[Anchor] = []
    for place, text in texts.items():
        read = anchors_in(text)
        if not read:
            raise CommandError(f"{place} tidak memuat kepala catatan (KUNCI:NOMOR:SEGEL).")
        found += read
    if unknown := {one.court for one in found} - set(Court.objects.values_list("key", flat=True)):
        raise CommandError(f"Tidak ada pengadilan dengan kunci “{min(unknown)}”.")
    return found


def _wrong(proofs: list[Proof]) -> list[str]:
    registers = [why_broken(proof.court) for proof in proofs]
    broken = [proof.broken for proof in proofs]
    return [found for found in [*broken, *registers, *guards.faults()] if found]


def _as_json(proofs: list[Proof], wrong: list[str]) -> dict[str, Any]:
    return {
        "whole": not wrong,
        "wrong": wrong,
        "courts": [
            {
                "court": proof.court.key,
                "events": proof.sequence,
                "head": proof.mac,
                "anchors": len(proof.anchors),
                "broken": proof.broken,
            }
            for proof in proofs
        ],
    }

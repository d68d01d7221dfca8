"""Gather: the regulations that the policy stands on, taken from the library and into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from requests.policy.decrees.models import Decree
from requests.policy.decrees.texts import in_rank
from requests.policy.deeds.common import PolicyDeed, in_words, paragraph
from requests.regulations.actions import add_regulation
from requests.regulations.enums import RegulationKind
from requests.regulations.models import FIRST_YEAR, LAST_YEAR, Regulation
from requests.regulations.rules import why_not_add
from sopti.core.words import plain_date
from sopti.ui.fields import TableField
from sopti.ui.forms import tucked

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court, User
    from sopti.workflow.models import Case, Task

COLUMNS = [("nomor", "Nomor"), ("tentang", "Tentang"), ("tanggal", "Tanggal")]
SPARE_ROWS = 4
LONGEST_NUMBER = 120
YEAR = re.compile(r"\b(19[4-9]\d|20\d\d)\b")
KEPT_AT = "Pustaka peraturan SOPTI"


class Gather(PolicyDeed):
    key = "gather"
    labels = {
        "regulasi": "Regulasi yang dihimpun",
        "nomor_sk": "Nomor Surat Keputusan Bidang TI",
        "tempat": "Tempat penyimpanan",
        "catatan": "Catatan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        table = TableField(COLUMNS, rows=len(gathered(task.case)) + SPARE_ROWS)
        table.label, table.required = self.labels["regulasi"], True
        table.help_text = "Dari dasar hukum SK; yang Anda tambahkan ikut masuk pustaka peraturan."
        return {
            "regulasi": table,
            "nomor_sk": forms.CharField(
                label=self.labels["nomor_sk"], required=False, max_length=120
            ),
            "tempat": forms.CharField(label=self.labels["tempat"], required=False, max_length=300),
            "catatan": tucked(paragraph(self.labels["catatan"], rows=2)),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        decree = Decree.objects.filter(case=task.case).first()
        return {
            "regulasi": [_row(one) for one in gathered(task.case)],
            "nomor_sk": decree.number if decree else "",
            "tempat": KEPT_AT,
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        rows = values.get("regulasi") or []
        long = [row for row in rows if len(row.get("nomor", "")) > LONGEST_NUMBER]
        bare = [row for row in rows if not row.get("nomor", "").strip()]
        if long:
            return {"regulasi": f"Nomor terlalu panjang: ringkas sampai {LONGEST_NUMBER} huruf."}
        return {"regulasi": "Isi nomor setiap regulasi."} if bare else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        rows = values.get("regulasi") or []
        if why_not_add(by) is None:
            for row in rows:
                _shelve(row, task.case.court, by=by, at=at)
        in_words(task, "regulasi", [f"{row['nomor']}: {row.get('tentang', '')}" for row in rows])


def gathered(case: Case) -> list[Regulation]:
    """Return what the case's decree stands on."""
    decree = Decree.objects.filter(case=case).first()
    return in_rank(decree.bases.all()) if decree else []


def _row(regulation: Regulation) -> dict[str, str]:
    dated = plain_date(regulation.issued_on) if regulation.issued_on else str(regulation.year)
    return {"nomor": str(regulation), "tentang": regulation.title[:300], "tanggal": dated}


def _shelve(row: dict[str, str], court: Court, *, by: User, at: datetime) -> None:
    """Put a regulation that the library does not know into it."""
    number = " ".join(row["nomor"].split())
    known = Regulation.objects.filter(court=court).only("kind", "number")
    if any(_plain(number) in {_plain(str(one)), _plain(one.number)} for one in known):
        return
    said = f"{row.get('tanggal', '')} {number}"
    year = next((int(one) for one in YEAR.findall(said)), at.year)
    told = {
        "kind": RegulationKind.OTHER,  # its number says the kind; who knows better corrects it
        "number": number,
        "title": row.get("tentang", "")[:700] or "(judul belum ditulis)",
        "year": min(max(year, FIRST_YEAR), LAST_YEAR),
        "issued_on": None,
        "summary": "",
    }
    add_regulation(told, by=by, at=at)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

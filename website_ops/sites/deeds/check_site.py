"""Check: does the site answer, is it fresh. Filled from monitors and looks; then edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import now as this_moment

from sopti.ui.forms import Choice, in_columns, reveal
from sopti.workflow.deeds import Deed
from website_ops.sites import recorded
from website_ops.sites.deeds.parts import (
    may_raise,
    note_down,
    paragraph,
    radio,
    raise_trouble,
    today_of,
)
from website_ops.sites.enums import NoteKind

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

GOOD, HERE, RAISED = "Baik", "Ada masalah, ditangani di sini", "Ada masalah, buka berkas penanganan"
WHAT_IS_WRONG = "Tulis masalahnya, supaya yang menindaklanjuti tahu apa yang terjadi."


class CheckSite(Deed):
    key = "check-site"
    labels = {
        "akses": "Ketersediaan akses",
        "isi": "Pembaruan isi",
        "keadaan": "Keadaan website",
        "masalah": "Masalah yang ditemukan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        choices = [
            (GOOD, Choice(GOOD, "dapat dibuka dan isinya baru")),
            (HERE, Choice(HERE, "dilaporkan pada langkah berikutnya", reveals=True)),
        ]
        if may_raise(task):
            hint = "berkas penanganan masalah dibuka sekarang"
            choices.append((RAISED, Choice(RAISED, hint, reveals=True)))
        hint = "Terisi dari yang tercatat di Situs web. Betulkan bila yang Anda lihat berbeda."
        return {
            "akses": paragraph(self.labels["akses"], hint=hint),
            "isi": paragraph(self.labels["isi"]),
            "keadaan": in_columns(radio(self.labels["keadaan"], choices), len(choices)),
            "masalah": reveal(paragraph(self.labels["masalah"], rows=3, required=False)),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        court = task.case.court
        return {
            "akses": recorded.text_of(recorded.access(court, now=this_moment())),
            "isi": recorded.text_of(recorded.freshness(court, today=today_of(task))),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        is_silent = values.get("keadaan") in {HERE, RAISED} and not values.get("masalah")
        return {"masalah": WHAT_IS_WRONG} if is_silent else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        state = values.get("keadaan")
        trouble = "" if state == GOOD else values.get("masalah", "")
        words = trouble or "Dapat dibuka dan isinya diperiksa; tidak ada masalah."
        note_down(task, NoteKind.CHECK, words, by=by, at=at, is_good=state == GOOD)
        if state == RAISED:
            raise_trouble(task, trouble, by=by, at=at)


class CheckSystem(Deed):
    """What Banjarnegara's table looks at beyond that: safety, capacity and the system."""

    key = "check-system"
    labels = {"keamanan": "Keamanan", "kapasitas": "Kapasitas", "sistem": "Sistem"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {
            "keamanan": paragraph(
                self.labels["keamanan"], rows=2, hint="Sertifikat, pembaruan, percobaan masuk."
            ),
            "kapasitas": paragraph(
                self.labels["kapasitas"],
                rows=2,
                hint="Ruang hosting terpakai, dalam GB atau persen.",
            ),
            "sistem": paragraph(
                self.labels["sistem"],
                rows=2,
                hint="Versi sistem dan tambahannya, cadangan terakhir.",
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        near = recorded.renewals(task.case.court, today=today_of(task))
        return {"sistem": recorded.text_of([f"Akan habis: {line}" for line in near])}

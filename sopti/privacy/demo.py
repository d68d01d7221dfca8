"""The demonstration's personal data: a wish for a correction, and two failures in each court.

Rows are written as they would have become. A court that has any failure is left as it is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sopti.people.actions import keep
from sopti.people.models import Court, User
from sopti.privacy.breaches.enums import BreachStatus, Stage, Told, Way
from sopti.privacy.breaches.letters import ADDRESSEES, words_of
from sopti.privacy.breaches.models import CODE, Breach, BreachNotice, BreachStep
from sopti.privacy.deadline import due_after
from sopti.privacy.enums import Field
from sopti.privacy.models import Correction
from sopti.workflow.register import next_sequence, written

if TYPE_CHECKING:
    from datetime import datetime

OLD, KNOWN, ASKED = timedelta(days=120), timedelta(hours=30), timedelta(hours=20)
SENT_AFTER, CLOSED_AFTER = timedelta(hours=26), timedelta(days=6)
PAST = {
    "title": "Laptop ruang Kepegawaian hilang",
    "how": "Laptop ditinggalkan di mobil dinas dan hilang. Cakramnya belum tersandi.",
    "exposed": "Nama, NIP, pangkat, dan alamat rumah pegawai pada salinan daftar pegawai.",
    "people_count": 38,
    "others": "",
    "handling": "Sandi semua akun di laptop diganti hari itu juga, kehilangan dilaporkan ke "
    "polisi, dan cakram laptop lain disandi.",
}
RUNNING = {
    "title": "Daftar nomor telepon pegawai terkirim ke alamat yang salah",
    "how": "Lembar kerja berisi kontak pegawai terlampir pada e-mail ke penyedia jasa.",
    "exposed": "Nama, jabatan, dan nomor telepon.",
    "people_count": 24,
    "others": "",
    "handling": "Penerima diminta menghapus e-mail itu dan menyatakannya secara tertulis.",
}


def load(at: datetime) -> str:
    """Fill every demonstration court that has no failure yet; say how many were written."""
    before = Breach.objects.count()
    courts = Court.objects.on_show().filter(breaches=None)
    for court in courts.order_by("key"):
        by, head = _holder("operator_ti", court, at), _holder("sekretaris", court, at)
        _past(court, by, head, at - OLD)
        _running(court, by, at - KNOWN)
        _correction(court, at - ASKED)
    return f"{Breach.objects.count() - before} kegagalan data"


def _holder(role: str, court: Court, at: datetime) -> User:
    today = at.astimezone(court.tz).date()
    anybody = User.objects.filter(court=court, is_active=True)
    found: User = User.objects.holding(role, court=court, on=today).first() or anybody[0]
    return found


def _breach(court: Court, told: dict[str, Any], by: User, at: datetime) -> Breach:
    year = at.astimezone(court.tz).year
    number = written(next_sequence(court, CODE, year), CODE, court, year)
    made = Breach(
        court=court, number=number, known_at=at, due_at=due_after(at), noted_by=by,
        noted_at=at + timedelta(hours=1), **told,
    )  # fmt: skip
    keep(made, by=by)
    return made


def _past(court: Court, by: User, head: User, at: datetime) -> None:
    made = _breach(court, PAST, by, at)
    sent_at = at + SENT_AFTER
    for to in (Told.PERSONS, Told.AGENCY):
        letter = {"addressee": ADDRESSEES[to], "letter_number": f"{made.pk}/SEK/HM.00/{to}"}
        day = sent_at.astimezone(court.tz).date()
        BreachNotice.objects.create(
            breach=made, to=to, way=Way.LETTER, sent_at=sent_at, by=by, at=sent_at, **letter,
            sealed=words_of(made, to, dated_on=day, at=sent_at, **letter),
        )  # fmt: skip
    made.status, made.reminded = BreachStatus.CLOSED, Stage.SOON
    made.closed_by, made.closed_at = head, at + CLOSED_AFTER
    made.closing = "Cakram semua laptop kini tersandi; daftar pegawai tidak disalin ke laptop lagi."
    keep(made, by=head)


def _running(court: Court, by: User, at: datetime) -> None:
    made = _breach(court, RUNNING, by, at)
    made.persons.set(User.objects.filter(court=court, is_active=True).order_by("pk")[:3])
    text = "Penerima dihubungi; ia menyatakan sudah menghapus e-mailnya."
    BreachStep.objects.create(breach=made, text=text, by=by, at=at + timedelta(hours=3))


def _correction(court: Court, at: datetime) -> None:
    person = User.objects.filter(court=court, username__startswith="pegawai.").first()
    if person is not None:
        Correction.objects.create(
            court=court, person=person, field=Field.PHONE, was=person.phone,
            wanted="pesawat 214", reason="Ruang saya pindah, jadi nomor pesawatnya berubah.",
            asked_at=at, due_at=due_after(at),
        )  # fmt: skip

"""The request form to fill in with a pen, for a room without a computer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.reports.answers import Answer, Tick
from sopti.reports.layouts import REQUEST
from sopti.reports.marks import QrCode, address_of, qr_code
from sopti.reports.parts import PaperFrame, Signature, letterhead_of, printed_words
from sopti.reports.request_forms import (
    NO_PARTIES,
    OF_THE_CASE,
    SERVICE,
    RequestPart,
    Section,
    applicant_block,
    blank_receipt,
    service_blocks,
)
from sopti.sop.enums import FieldKind
from sopti.sop.models import Edition
from sopti.sop.schema import Form, FormField

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import Court, User

SECTION = "service_request"
NO_TABLE = (
    "SOP pengadilan Anda yang berlaku tidak memuat tabel permintaan layanan TI, "
    "jadi tidak ada formulirnya."
)
DOTS = "………………………………"
# Where a court's SOP asks for a form but gives none: what a request has here anyway, without code.
PLAIN_FORM = Form(
    code="",
    title="Formulir Permintaan Layanan TI",
    title_is_proposal=True,
    layout="permintaan",
    fields=(
        FormField(
            key="jenis",
            label="Jenis layanan",
            kind=FieldKind.CHOICE,
            options=(
                "Perangkat keras (komputer, pencetak, pemindai)",
                "Jaringan dan internet",
                "SIPP dan aplikasi perkara",
                "Aplikasi lain",
                "Akun, e-mail, dan hak akses",
                "Website dan publikasi",
                "Data dan cadangan",
                "Lainnya",
            ),
        ),
        FormField(key="perangkat", label="Perangkat atau ruang"),
        FormField(key="uraian", label="Uraian permintaan", kind=FieldKind.PARAGRAPH),
        FormField(
            key="urgensi",
            label="Urgensi menurut pemohon",
            kind=FieldKind.CHOICE,
            options=("Pekerjaan berhenti", "Pekerjaan terganggu", "Dapat menunggu"),
        ),
    ),
)


@dataclass(frozen=True)
class Way:
    """How a filled-in form gets into SOPTI."""

    qr: QrCode | None
    place: str


@dataclass(frozen=True)
class BlankForm:
    """Everything on a blank form, in words."""

    paper: PaperFrame
    request: RequestPart
    hints: tuple[str, ...]
    way: Way
    template: str = "reports/request_form.html"
    is_blank: bool = True


def blank_form(user: User, *, at: datetime) -> BlankForm:
    """Return the blank form of the user's court. Refuses where no table takes requests."""
    edition, form = _form_of(Edition.objects.visible_to(user).in_force())
    court = edition.document.court
    return BlankForm(
        paper=_paper(court, edition, form, at),
        request=RequestPart(_sections(form), _signatures(court)),
        hints=("Judul dan isian formulir ini usulan.",) if form.title_is_proposal else (),
        way=_way(),
    )


def _form_of(editions: Iterable[Edition]) -> tuple[Edition, Form]:
    editions = list(editions)
    for edition in editions:
        for form in edition.sop.forms:
            if form.layout == REQUEST:
                return edition, form
    for edition in editions:
        if any(procedure.section == SECTION for procedure in edition.sop.procedures):
            return edition, PLAIN_FORM
    raise Refusal(NO_TABLE)


def _paper(court: Court, edition: Edition, form: Form, at: datetime) -> PaperFrame:
    sop = edition.sop
    name = f"{form.code} {form.title}".strip()
    return PaperFrame(
        head=letterhead_of(court),
        issuer=court.name,
        heading=form.title,
        under=(f"Nomor: {DOTS}",),
        slip=(
            form.code or "Formulir",
            f"{sop.number}, edisi {edition.number}",
            f"Berlaku {sop.effective}" if sop.effective else "",
        ),
        footer=f"{name} · {sop.number}, edisi {edition.number}\nFormulir kosong",
        printed=printed_words(at, court),
    )


def _sections(form: Form) -> tuple[Section, ...]:
    empty = dict.fromkeys((*OF_THE_CASE, "pemohon"), "")
    given = {"perihal": Answer("Perihal"), "lampiran": Answer("Lampiran")}
    given |= {field.key: _room_for(field) for field in form.fields if field.key in SERVICE}
    others = [
        _room_for(field) for field in form.fields if field.key not in (*SERVICE, *OF_THE_CASE)
    ]
    return (
        Section("A", "Pemohon", (applicant_block(empty),)),
        Section("B", "Layanan yang diminta", service_blocks(given, others), NO_PARTIES),
        Section("C", "Penerimaan (diisi petugas)", (blank_receipt(),)),
    )


def _room_for(field: FormField) -> Answer:
    return Answer(field.label, ticks=tuple(Tick(word, False) for word in field.options))


def _signatures(court: Court) -> tuple[Signature, ...]:
    return (
        Signature(f"{court.town}, {DOTS}", "Pemohon", "", "", DOTS),
        Signature(f"Diterima, {DOTS}", "Petugas penerima", "", "", DOTS),
    )


def _way() -> Way:
    path = reverse("requests:new")
    address = address_of(path)
    place = address.partition("://")[2] or "SOPTI, menu Ajukan permintaan"
    return Way(qr_code(address) if address else None, place)

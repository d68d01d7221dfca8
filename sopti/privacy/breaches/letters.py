"""The notice of article 46 UU 27/2022 as a letter: today's words, or those that were sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sopti.core.words import long_moment, number, plain_date
from sopti.privacy.breaches.enums import Told
from sopti.reports.parts import (
    Letterhead,
    PaperFrame,
    Signature,
    letterhead_of,
    printed_words,
)
from sopti.reports.signers import signatures_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopti.people.models import Court
    from sopti.privacy.breaches.models import Breach, BreachNotice

SIGNER = "sekretaris"
TEMPLATE, SHEETS = "privacy/letter_sheet.html", ("form.css", "letter.css")
NOT_YET = "………………………"
SUBJECT = "Pemberitahuan kegagalan pelindungan data pribadi"
ADDRESSEES = {
    Told.PERSONS: "Bapak/Ibu pemilik data pribadi yang bersangkutan",
    Told.AGENCY: "Lembaga pelindungan data pribadi",
    Told.PUBLIC: "Masyarakat pengguna layanan",
}
CLOSINGS = {
    Told.PERSONS: "Kami menyesalkan kejadian ini. Berhati-hatilah terhadap pesan atau telepon yang "
    "memakai data tersebut, dan gantilah kata sandi yang mungkin ikut diketahui. Pertanyaan dan "
    "keberatan dapat disampaikan kepada Sekretaris di alamat pengadilan di atas.",
    Told.AGENCY: "Perkembangan penanganan kami sampaikan kemudian. Keterangan lebih lanjut dapat "
    "diminta kepada Sekretaris di alamat pengadilan di atas.",
    Told.PUBLIC: "Pertanyaan dapat disampaikan kepada Sekretaris di alamat pengadilan di atas.",
}


@dataclass(frozen=True)
class LetterSheet:
    """What the paper of a notice shows."""

    paper: PaperFrame
    number: str
    dated: str
    addressee: str
    opening: str
    points: list[tuple[str, str]]
    closing: str
    sign: Signature
    is_draft: bool


def words_of(
    breach: Breach, to: Told, *, addressee: str, letter_number: str, dated_on: date, at: datetime
) -> dict[str, Any]:
    """Return the letter as plain data, as it is kept once it was sent."""
    court = breach.court
    head = letterhead_of(court)
    place = f"{court.town}, {plain_date(dated_on)}"
    sign = signatures_of(court, {SIGNER: (place, "Sekretaris")}, at=at)[SIGNER]
    return {
        "letterhead": [list(head.lines), head.big, list(head.address)],
        "number": letter_number,
        "dated": place,
        "addressee": addressee,
        "opening": f"Sesuai dengan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan "
        f"Data Pribadi, {court.name} memberitahukan bahwa telah terjadi kegagalan pelindungan "
        "data pribadi, sebagai berikut.",
        "points": _points(breach, to),
        "closing": CLOSINGS[to],
        "sign": asdict(sign),
    }


def _points(breach: Breach, to: Told) -> list[list[str]]:
    """Return what article 46 (2) asks for; the agency also reads how many are concerned."""
    tz = breach.court.tz
    began = long_moment(breach.began_at, tz) if breach.began_at else "pada waktu yang belum pasti"
    known = long_moment(breach.known_at, tz)
    points = [
        ["Data pribadi yang terungkap", breach.exposed],
        ["Kapan terungkap", f"Mulai terjadi {began}; diketahui {known}."],
        ["Bagaimana terungkap", breach.how],
        ["Upaya penanganan dan pemulihan", breach.handling],
    ]
    if to == Told.AGENCY:
        points.insert(1, ["Banyaknya orang", f"{number(breach.people_count)} orang (perkiraan)"])
    return points


def draft_sheet(breach: Breach, to: Told, *, at: datetime) -> LetterSheet:
    """Return the letter as it would be written today, to be numbered and signed."""
    told = words_of(
        breach, to, addressee=ADDRESSEES[to], letter_number=NOT_YET,
        dated_on=at.astimezone(breach.court.tz).date(), at=at,
    )  # fmt: skip
    return _sheet(told, breach, is_draft=True, at=at)


def sent_sheet(notice: BreachNotice, *, at: datetime) -> LetterSheet:
    """Return the letter as it was sent."""
    return _sheet(notice.sealed, notice.breach, is_draft=False, at=at)


def _sheet(told: dict[str, Any], breach: Breach, *, is_draft: bool, at: datetime) -> LetterSheet:
    court = breach.court
    lines, big, address = told["letterhead"]
    head = Letterhead(tuple(lines), big, tuple(address), letterhead_of(court).emblem)
    return LetterSheet(
        paper=_frame(court, head, breach, is_draft=is_draft, at=at),
        number=told["number"],
        dated=told["dated"],
        addressee=told["addressee"],
        opening=told["opening"],
        points=[(label, text) for label, text in told["points"]],
        closing=told["closing"],
        sign=Signature(**{**told["sign"], "place": ""}),
        is_draft=is_draft,
    )


def _frame(
    court: Court, head: Letterhead, breach: Breach, *, is_draft: bool, at: datetime
) -> PaperFrame:
    kind = "Konsep surat" if is_draft else "Salinan surat"
    return PaperFrame(
        head=head,
        issuer=court.name,
        heading=SUBJECT,
        under=(),
        slip=("Surat",),
        footer=f"{kind} · {SUBJECT}\n{breach.number}",
        printed=printed_words(at, court),
    )

"""One person's data as a ZIP: a table for each kind, all of it once more as JSON, and a guide.

Written row by row into a file that is gone once it was sent; nothing of it stays on the server.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sopti.core.sheets_out import csv_lines
from sopti.core.words import long_moment
from sopti.people.holdings import Cells, Holding, holdings
from sopti.privacy.mentions import mentions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.people.models import Court, User

BATCH = 500
GUIDE, ALL = "BACA-DAHULU.txt", "data.json"


def parcel_of(person: User, *, at: datetime) -> IO[bytes]:
    """Return the ZIP in a file that is gone once it is closed. The person has a court."""
    assert person.court is not None  # noqa: S101 (the action refused whoever has none)
    court = person.court
    given = [one for one in holdings() if one.find is not None]
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    with ZipFile(file, "w", ZIP_DEFLATED) as parcel:
        parcel.writestr(GUIDE, _guide(person, court, at=at))
        for number, holding in enumerate(given, start=1):
            rows = rows_of(holding, person, court)
            lines = csv_lines(holding.heads, rows)
            _write(parcel, f"{number:02d}-{holding.key}.csv", lines)
        _write(parcel, ALL, _json(person, court, given, at=at))
    file.seek(0)
    return file


def rows_of(holding: Holding, person: User, court: Court) -> Iterator[Cells]:
    """Yield what a room holds of the person, a batch at a time."""
    assert holding.find is not None  # noqa: S101 (the caller left out what cannot be given)
    assert holding.tell is not None  # noqa: S101 (whoever finds rows tells them)
    for row in holding.find(person.pk).order_by("pk").iterator(chunk_size=BATCH):
        yield holding.tell(row, court.tz)


def _write(parcel: ZipFile, name: str, lines: Iterable[str]) -> None:
    with parcel.open(name, "w", force_zip64=True) as entry:
        for line in lines:
            entry.write(line.encode())


def _json(person: User, court: Court, given: list[Holding], *, at: datetime) -> Iterator[str]:
    """Yield the JSON piece by piece: all rows of years are never in memory at once."""
    head = {"pengadilan": court.name, "pengguna": person.username, "dibuat": at.isoformat()}
    yield f"{_text(head)[:-1]}, "
    for number, holding in enumerate(given):
        yield f"{', ' if number else ''}{_text(holding.key)}: ["
        for place, cells in enumerate(rows_of(holding, person, court)):
            row = dict(zip(holding.heads, map(_plain, cells), strict=True))
            yield f"{',' if place else ''}\n{_text(row)}"
        yield "]"
    yield "}\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _guide(person: User, court: Court, *, at: datetime) -> str:
    lines = [
        f"Data pribadi {person} pada SOPTI {court.name}",
        f"Dibuat {long_moment(at, court.tz)}.",
        "",
        "Setiap tabel (CSV) dapat dibuka dengan Excel atau LibreOffice; data.json memuat isi yang",
        "sama untuk dibaca program lain. Isinya hanya data Anda; simpan di tempat yang aman.",
    ]
    for one in holdings():
        lines += ["", one.title, f"  Isi: {one.says}", f"  Dasar: {one.because}",
                  f"  Disimpan: {one.lasts}", f"  Dilihat oleh: {one.seen_by}"]  # fmt: skip
    lines += ["", "Nama Anda juga disebut pada catatan pengadilan berikut (tidak ikut diunduh):"]
    lines += [f"  {one.title}: {one.count} kali" for one in mentions_of(person.pk)]
    return "\r\n".join([*lines, ""])

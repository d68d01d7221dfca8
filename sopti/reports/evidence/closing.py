"""The end of a bundle: the SOP, the state of the record, the manifest, the index, the checksums."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sopti.core import words
from sopti.reports.actions import issue_of_court
from sopti.reports.evidence import claiming
from sopti.reports.evidence.actions import cases_of
from sopti.reports.evidence.archive import ZIP, fingerprint_of
from sopti.reports.evidence.index import MANIFEST, SUMS, Findings, index_sheets
from sopti.reports.evidence.names import safe_name
from sopti.reports.parts import record_head_of
from sopti.reports.pdf import render_pdf
from sopti.reports.sop_paper.setting import sop_pdf
from sopti.sop.enums import EditionStatus
from sopti.sop.export import exported_body
from sopti.sop.models import Edition
from sopti.workflow.record import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopti.reports.evidence.archive import Archive, Entry
    from sopti.reports.evidence.making import Clock
    from sopti.reports.evidence.models import Bundle

SHEETS = ("form.css", "evidence.css")
VERDICT = "Hasil pemeriksaan catatan.txt"


def finish(archive: Archive, bundle: Bundle, clock: Clock) -> None:
    """Add what closes the bundle, and let it be downloaded. Killed here, only this is done anew."""
    claiming.renew(bundle, at=clock.now)
    verdict = _put_all(archive, bundle, clock)
    archive.close()
    claiming.renew(bundle, at=clock.now)
    path = bundle.folder / ZIP
    claiming.end_ready(bundle, at=clock.now, size=path.stat().st_size,
                       sha256=fingerprint_of(path), verdict=verdict[:400])  # fmt: skip


def _put_all(archive: Archive, bundle: Bundle, clock: Clock) -> str:
    """Add what is not of one case, each thing before what tells of it; return the verdict."""
    at, editions = clock.now.astimezone(bundle.court.tz), _editions_of(bundle)
    own = _put_sops(archive, bundle, editions, at)
    verdict = _verdict_of(bundle, at)
    own.append(archive.add(VERDICT, iter([verdict.encode()]), at=at))
    claiming.renew(bundle, at=clock.now)
    manifest = archive.add(MANIFEST, _manifest(archive, bundle, verdict, own, at), at=at)
    findings = Findings(verdict, manifest.sha256, editions, bundle.total)
    own += [manifest, *_put_index(archive, bundle, findings, at)]
    archive.add(SUMS, _sums(archive, own), at=at)
    return verdict


def _verdict_of(bundle: Bundle, at: datetime) -> str:
    """Return what `verify_record` says of the court's record at this moment, as a sentence."""
    broken, court = verify(bundle.court), bundle.court
    when = words.long_moment(at, court.tz)
    if broken:
        return f"Catatan {court.name} TIDAK UTUH, diperiksa {when}. {broken}\n"
    head = record_head_of(court)
    return (
        f"Catatan {court.name} utuh sampai catatan nomor {head.sequence}, diperiksa {when}. "
        f"Segel terakhir: {head.mac or '(belum ada catatan)'}\n"
    )


# ------------------------------------------------------------------------------------------- SOP
def _editions_of(bundle: Bundle) -> list[Edition]:
    """Return the editions that the cases follow, and the one in force."""
    used = set(cases_of(bundle).order_by().values_list("edition", flat=True).distinct())
    editions = Edition.objects.filter(document=bundle.document_id).order_by("number")
    return [
        edition
        for edition in editions.select_related("document__court")
        if edition.pk in used or edition.status == EditionStatus.IN_FORCE
    ]


def _put_sops(
    archive: Archive, bundle: Bundle, editions: list[Edition], at: datetime
) -> list[Entry]:
    """Put the texts in: the official paper with its flowcharts, and the same as data."""
    entries = []
    for edition in editions:
        name = safe_name(f"{edition.document.number or edition.document.key}", longest=50)
        path = f"SOP/{name} edisi {edition.number}"
        pdf = sop_pdf(edition, paper="a4", at=at)
        entries.append(archive.add(f"{path}.pdf", iter([pdf]), at=at))
        text = json.dumps(exported_body(edition.sop), ensure_ascii=False, indent=1)
        entries.append(archive.add(f"{path}.json", iter([text.encode()]), at=at))
    return entries


# ------------------------------------------------------------------------- manifest, index, sums
def _manifest(
    archive: Archive, bundle: Bundle, verdict: str, own: list[Entry], at: datetime
) -> Iterator[bytes]:
    """Yield the manifest; the cases come from the disk one by one."""
    head = {
        "pengadilan": bundle.court.name,
        "dokumen_sop": str(bundle.document),
        "prosedur": bundle.procedure_title,
        "dari": bundle.first_on.isoformat(),
        "sampai": bundle.last_on.isoformat(),
        "jumlah_berkas": bundle.total,
        "diminta": [str(bundle.asked_by), bundle.asked_at.isoformat(timespec="seconds")],
        "disusun": at.isoformat(timespec="seconds"),
        "pemeriksaan_catatan": verdict.strip(),
        "isi": [asdict(entry) for entry in own],
    }
    yield (_json(head)[:-1] + ',\n"berkas": [').encode()
    comma = "\n"
    for case in archive.told():
        yield f"{comma}{_json(case)}".encode()
        comma = ",\n"
    yield b"\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _put_index(archive: Archive, bundle: Bundle, findings: Findings, at: datetime) -> list[Entry]:
    """Put in the index with a key of its own: /periksa then names the manifest's fingerprint."""
    paper = issue_of_court(
        bundle.court, title=f"Indeks berkas bukti: {bundle}"[:600], number=f"Bukti {bundle.pk}",
        dated_on=at.date(), fingerprint=findings.manifest, signers=[], at=at,
    )  # fmt: skip
    entries = []
    for name, sheet in index_sheets(archive.told(), bundle, findings, paper, at):
        pdf = _paper("reports/evidence/index.html", sheet)
        entries.append(archive.add(name, iter([pdf]), at=at))
    return entries


def _paper(template: str, sheet: Any) -> bytes:
    emblem = sheet.paper.head.emblem
    return render_pdf(template, {"sheet": sheet}, sheets=SHEETS, emblem=emblem)


def _sums(archive: Archive, own: list[Entry]) -> Iterator[bytes]:
    """Yield the lines that `sha256sum -c SHA256SUMS` checks."""
    for entry in own:
        yield f"{entry.sha256}  {entry.path}\n".encode()
    for case in archive.told():
        yield "".join(f"{one['sha256']}  {one['path']}\n" for one in case["isi"]).encode()

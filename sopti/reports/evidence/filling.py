"""What lies in the folder of one case: its sheets, its record, its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sopti.core.errors import Refusal
from sopti.core.sheets_out import csv_lines
from sopti.reports import case_sheets, layouts, task_sheets
from sopti.reports.evidence.archive import pieces_of
from sopti.reports.evidence.names import Names
from sopti.reports.pdf import PaperUnavailable, render_pdf
from sopti.workflow.case_files import CaseFile, files_of_rooms
from sopti.workflow.enums import TaskStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopti.reports.evidence.archive import Archive, Entry
    from sopti.workflow.models import Case, Task

RECORD_HEADS = ("Nomor catatan", "Waktu", "Jenis", "Oleh", "Langkah", "Kejadian", "Segel")
ATTACHMENTS, ROOMS = "Lampiran", "Foto dan dokumen"
SCANS = "Pindaian bertanda tangan"
GONE = "tidak ditemukan di penyimpanan server"
CHANGED = "isinya tidak cocok dengan sidik jari pada catatan"


@dataclass
class Folder:
    """The folder of a case while it is filled: what lies in it, and what should but does not."""

    archive: Archive
    path: str
    at: datetime
    entries: list[Entry] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    names: Names = field(default_factory=Names)

    def put(self, name: str, pieces: Iterator[bytes], *, below: str = "") -> Entry:
        """Put a file into the folder, under a name that is free."""
        path = f"{self.path}/{below}/{name}" if below else f"{self.path}/{name}"
        entry = self.archive.add(path, pieces, at=self.at)
        self.entries.append(entry)
        return entry


def fill(folder: Folder, case: Case) -> None:
    """Put everything of a case (one from `for_pages()`) into its folder."""
    _put_papers(folder, case)
    _put_record(folder, case)
    _put_attachments(folder, case)
    _put_files_of_rooms(folder, case)


# ---------------------------------------------------------------------------------------- papers
def _put_papers(folder: Folder, case: Case) -> None:
    sheet = case_sheets.case_sheet(case, at=folder.at)
    template = "reports/case_sheet.html"
    _put_paper(folder, "Berkas lengkap.pdf", sheet, template, case_sheets.SHEETS)
    tasks = case.tasks.for_pages().filter(status=TaskStatus.DONE).order_by("step", "pk")
    for task in tasks:
        step = task_sheets.task_sheet(task, at=folder.at)
        _put_paper(folder, _paper_name(task), step, step.template)


def _put_paper(
    folder: Folder, wish: str, sheet: Any, template: str, sheets: tuple[str, ...] = ("form.css",)
) -> None:
    """Put a paper in; one that cannot be made is named as missing, and costs no other."""
    name = folder.names.new(wish)
    try:
        pdf = render_pdf(template, {"sheet": sheet}, sheets=sheets, emblem=sheet.paper.head.emblem)
    except PaperUnavailable:
        raise  # what is not installed is missing for all of them
    except Refusal as reason:
        folder.missing.append(f"{name}: {reason}")
    else:
        folder.put(name, iter([pdf]))


def _paper_name(task: Task) -> str:
    again = f" pengerjaan ke-{task.attempt}" if task.attempt > 1 else ""
    return f"Langkah {task.step:02d}{again} {layouts.heading_of(task)}.pdf"


# ---------------------------------------------------------------------------------------- record
def _put_record(folder: Folder, case: Case) -> None:
    text = "".join(csv_lines(RECORD_HEADS, _record_rows(case)))
    folder.put(folder.names.new("Catatan.csv"), iter([text.encode()]))


def _record_rows(case: Case) -> Iterator[tuple[Any, ...]]:
    events = case.events.select_related("by", "task").order_by("sequence")
    for event in events:
        yield (
            event.sequence,
            f"{event.at.astimezone(case.court.tz):%Y-%m-%d %H:%M:%S%z}",
            event.get_kind_display(),
            str(event.by or "SOPTI"),
            event.task.step if event.task else "",
            event.summary,
            event.mac,
        )


# ----------------------------------------------------------------------------------------- files
def _put_attachments(folder: Folder, case: Case) -> None:
    names = {False: Names(), True: Names()}
    for kept in case.attachments.select_related("task").order_by("pk"):
        before = f"Langkah {kept.task.step:02d} " if kept.task else ""
        if kept.destroyed_at:
            folder.missing.append(f"{kept.name}: {kept.destroyed_words(case.court.tz)}")
            continue
        _put_file(folder, CaseFile(kept.file, f"{before}{kept.name}", kept.sha256),
                  names[kept.is_scan], below=SCANS if kept.is_scan else ATTACHMENTS)  # fmt: skip


def _put_files_of_rooms(folder: Folder, case: Case) -> None:
    names = Names()
    for kept in files_of_rooms(case):
        _put_file(folder, kept, names, below=ROOMS)


def _put_file(folder: Folder, kept: CaseFile, names: Names, *, below: str) -> None:
    name = names.new(kept.name)
    try:
        with kept.file.open("rb") as file:
            entry = folder.put(name, pieces_of(file), below=below)
    except FileNotFoundError:
        folder.missing.append(f"{below}/{name}: {GONE}")
        return
    if kept.sha256 and entry.sha256 != kept.sha256:
        folder.missing.append(f"{below}/{name}: {CHANGED}")

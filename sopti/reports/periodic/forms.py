"""What the Kasubag writes into a report, and the reasons that others give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.periods import Period, month_of, year_of
from sopti.reports.periodic.content import Obstacle
from sopti.reports.periodic.enums import ReportKind
from sopti.ui.crispy import submit_with
from sopti.ui.fields import TableField
from sopti.ui.forms import DayField, PlainForm, tucked

if TYPE_CHECKING:
    from datetime import date

    from sopti.reports.periodic.models import Report

COLUMNS = [
    ("obstacle", "Kendala"),
    ("analysis", "Analisis"),
    ("plan", "Rencana tindak lanjut"),
    ("who", "Penanggung jawab"),
    ("target", "Target"),
]
ROWS, FREE_ROWS = 5, 2
REMARK = "bagian-"  # begins the name of a chapter's field


class WordingForm(PlainForm):
    """The opening, the table of obstacles, sentences for each chapter, and the photos."""

    not_done = "Laporan belum tersimpan."

    opening = forms.CharField(
        label="Catatan pendahuluan",
        help_text="Dicetak pada bagian I, sebelum dasar hukum. Boleh beberapa alinea.",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        initial = {"opening": report.opening, "obstacles": report.obstacles}
        super().__init__(*args, initial=initial, **kwargs)
        self.report = report
        self._add_obstacles()
        self._add_remarks()
        self._add_photos()
        self.helper = submit_with("Simpan laporan", cancel=report.get_absolute_url())

    def told(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        data = self.cleaned_data
        chapters = self.report.told.chapters
        remarks = {one.key: data[f"{REMARK}{one.key}"] for one in chapters}
        return {
            "opening": data["opening"],
            "obstacles": [Obstacle.model_validate(row).model_dump() for row in data["obstacles"]],
            "remarks": {key: text for key, text in remarks.items() if text},
            "photos": data.get("photos", []),
        }

    def _add_obstacles(self) -> None:
        rows = max(ROWS, len(self.report.obstacles) + FREE_ROWS)
        table = TableField(COLUMNS, rows=rows, tall=True)
        table.label, table.required = "Kendala, analisis, dan rencana tindak lanjut", False
        table.help_text = (
            "Kolom Kendala terisi dari data. Kosongkan satu baris seluruhnya untuk membuangnya."
        )
        self.fields["obstacles"] = table

    def _add_remarks(self) -> None:
        for chapter in self.report.told.chapters:
            text = self.report.remarks.get(chapter.key, "")
            field = forms.CharField(
                label=f"Catatan untuk bagian {chapter.title}",
                required=False,
                max_length=2000,
                initial=text,
                widget=forms.Textarea({"rows": 3}),
            )
            head = f"Tambah catatan: {chapter.title}"
            self.fields[f"{REMARK}{chapter.key}"] = field if text else tucked(field, head)

    def _add_photos(self) -> None:
        photos = self.report.told.photos
        if photos:
            self.fields["photos"] = forms.MultipleChoiceField(
                label="Foto pada lampiran",
                required=False,
                choices=[(photo.source, photo.caption) for photo in photos],
                initial=self.report.photos,
                widget=forms.CheckboxSelectMultiple,
            )


class PeriodForm(PlainForm):
    """Which report the button of a row means."""

    kind = forms.ChoiceField(choices=ReportKind)
    first = DayField()

    @property
    def chosen(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind

    @property
    def period(self) -> Period:
        day: date = self.cleaned_data["first"]
        return month_of(day) if self.chosen == ReportKind.MONTH else year_of(day.year)


class ReasonForm(PlainForm):
    """Why a report goes back, or why a signed one is corrected."""

    not_done = "Laporan belum dikembalikan."

    reason = forms.CharField(
        label="Alasan",
        help_text="Dibaca Kasubag PTIP: apa yang perlu diperbaiki.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Kembalikan laporan", cancel=cancel)


class CorrectionForm(PlainForm):
    not_done = "Koreksi belum dibuat."

    why = forms.CharField(
        label="Alasan koreksi",
        help_text="Dicetak pada halaman judul laporan koreksi.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Buat laporan koreksi", cancel=cancel)

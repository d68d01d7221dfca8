"""The registers of security as files for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from maintenance.security.applications.models import Application
from maintenance.security.risks.models import Risk
from sopti.core.sheets_out import xlsx_file

if TYPE_CHECKING:
    from sopti.people.models import User

APPLICATIONS = {
    "Nama aplikasi": 28, "Keadaan": 16, "Kegunaan": 34, "Penanggung jawab": 26, "Pengguna": 28,
    "Versi": 12, "Pembuat": 22, "Berjalan di": 26, "Alamat": 30, "Celah terbuka": 14,
    "Terakhir diperiksa": 18, "Catatan": 40,
}  # fmt: skip
RISKS = {
    "Risiko": 44, "Penyebab": 34, "Kemungkinan (1-5)": 18, "Dampak (1-5)": 14, "Nilai": 8,
    "Tingkat": 12, "Perlakuan": 22, "Rencana penanganan": 44, "Pemilik": 26,
    "Terakhir ditinjau": 18, "Ditinjau lagi": 16, "Ditutup": 14,
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    name: str
    title: str
    columns: dict[str, int]
    rows: list[list[Any]]

    def xlsx(self) -> IO[bytes]:
        return xlsx_file(self.title, self.columns, self.rows)


def applications(user: User) -> Sheet:
    rows = [
        [app.name, app.get_state_display(), app.purpose, str(app.owner or ""), app.users,
         app.version, app.maker, app.runs_on, app.address, app.open_weaknesses, app.checked_on,
         app.note]
        for app in Application.objects.visible_to(user).for_pages()
    ]  # fmt: skip
    return Sheet("daftar-aplikasi", "Aplikasi", APPLICATIONS, rows)


def risks(user: User) -> Sheet:
    rows = [
        [risk.what, risk.cause, risk.likelihood, risk.impact, risk.score, str(risk.level.label),
         risk.get_treatment_display(), risk.plan, str(risk.owner), risk.reviewed_on, risk.due_on,
         risk.closed_on]
        for risk in Risk.objects.visible_to(user).select_related("owner")
    ]  # fmt: skip
    return Sheet("daftar-risiko", "Risiko", RISKS, rows)

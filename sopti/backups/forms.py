"""What is told of a plan, of a backup and of a trial."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from sopti.backups import rules
from sopti.backups.actions import FIELDS
from sopti.backups.enums import Checksum, Medium, Part, RestoreOutcome, Section
from sopti.backups.models import MOST_DAYS, Backup, Plan
from sopti.backups.sizes import UNITS, size_of, tidy_sum, unit_of, why_not_sum
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, MomentField, PlainForm, in_columns, tucked, wanted

if TYPE_CHECKING:
    from datetime import date, datetime

LARGEST, MOST_MINUTES = 10_000, 30 * 24 * 60
OUTCOMES = [
    (RestoreOutcome.WORKED.value, Choice("Berhasil", "Data terbuka dan lengkap.")),
    (RestoreOutcome.PARTLY.value, Choice("Sebagian", "Ada yang tidak kembali.")),
    (RestoreOutcome.FAILED.value, Choice("Gagal", "Backup ini tidak dapat dipakai.")),
]


class PlanForm(PlainForm):
    """What is saved, how often, where it lies, and who keeps it."""

    not_done = "Rencana backup belum tersimpan."

    name = forms.CharField(
        label="Yang dicadangkan", help_text="Misalnya Basis data SIPP.", max_length=80
    )
    section = forms.ChoiceField(label="Bidang", choices=[("", "Pilih bidang"), *Section.choices])
    contents = forms.CharField(
        label="Isinya",
        help_text="Basis data, folder, atau komputer mana saja.",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    every_days = forms.IntegerField(
        label="Dicadangkan setiap (hari)",
        help_text="1 berarti setiap hari, 7 setiap minggu, 30 setiap bulan.",
        min_value=1,
        max_value=MOST_DAYS,
    )
    test_days = forms.IntegerField(
        label="Diuji pulih setiap (hari)",
        help_text="Backup yang tidak pernah dicoba dipulihkan belum tentu dapat dipakai.",
        min_value=1,
        max_value=2 * MOST_DAYS,
    )
    medium = forms.ChoiceField(label="Media", choices=[("", "Pilih media"), *Medium.choices])
    place = forms.CharField(
        label="Disimpan di",
        help_text="Misalnya NAS ruang server, folder /backup/sipp.",
        max_length=160,
    )
    keeper = forms.ModelChoiceField(
        label="Penanggung jawab",
        help_text="Diberi tahu bila backup terlambat.",
        queryset=User.objects.none(),
        empty_label="Pilih pegawai",
    )

    def __init__(self, *args: Any, plan: Plan, by: User, cancel: str, **kwargs: Any) -> None:
        first = {name: getattr(plan, name) for name in FIELDS if name != "keeper"}
        first |= {"keeper": plan.keeper_id or by.pk}
        super().__init__(*args, initial=first, **kwargs)
        self.plan, self.by = plan, by
        field: Any = self.fields["keeper"]
        field.queryset = User.objects.visible_to(by).filter(is_active=True)
        label = "Simpan perubahan" if plan.pk else "Simpan rencana"
        self.helper = submit_with(label, cancel=cancel)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            wanted = Plan(pk=self.plan.pk, court=self.plan.court, **told)
            if (reason := rules.why_not_save(wanted)) is not None:
                self.add_error("name", reason)
        return told


class BackupForm(PlainForm):
    """What was saved just now. It begins with what the plan says and how large the last one was."""

    not_done = "Backup belum tercatat."

    made_at = MomentField(label="Selesai pada")
    parts = forms.MultipleChoiceField(
        label="Isi backup", choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    adk = forms.CharField(
        label="Nama berkas ADK",
        help_text="Arsip data komputer SIPP yang ikut dibuat, misalnya adk-sipp-2026-11.zip.",
        max_length=160,
        required=False,
    )
    amount = forms.DecimalField(
        label="Ukuran", min_value=Decimal("0.01"), max_value=LARGEST, decimal_places=2,
        localize=True,
    )  # fmt: skip
    unit = forms.ChoiceField(label="Satuan ukuran", choices=[(unit, unit) for unit in UNITS])
    medium = forms.ChoiceField(label="Media", choices=Medium.choices)
    place = forms.CharField(label="Disimpan di", max_length=160)
    checksum_kind = forms.ChoiceField(
        label="Algoritma checksum",
        choices=[("", "Tanpa checksum"), *Checksum.choices],
        required=False,
    )
    checksum = forms.CharField(
        label="Checksum",
        help_text="Salin seluruhnya, misalnya dari perintah sha256sum. Dengan ini backup yang "
        "rusak atau tertukar ketahuan.",
        max_length=300,
        required=False,
    )
    note = forms.CharField(
        label="Catatan", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, *args: Any, plan: Plan, last: Backup | None, now: datetime, cancel: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_first(plan, last, now), **kwargs)
        self.plan, self.now = plan, now
        in_columns(self.fields["parts"], 2)
        tucked(self.fields["note"])
        wanted(self.fields["checksum"])
        if plan.section != Section.SIPP:
            del self.fields["adk"]
        self.helper = submit_with("Catat backup", cancel=cancel)

    def clean_made_at(self) -> datetime:
        made_at: datetime = self.cleaned_data["made_at"]
        if (reason := rules.why_not_made_at(made_at, now=self.now)) is not None:
            raise forms.ValidationError(reason)
        return made_at

    def clean_checksum(self) -> str:
        return tidy_sum(self.cleaned_data["checksum"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind, text = told.get("checksum_kind", ""), told.get("checksum", "")
        if kind and not text:
            self.add_error("checksum", "Salin checksumnya, atau pilih Tanpa checksum.")
        elif text and not kind:
            self.add_error("checksum_kind", "Pilih dengan algoritma apa checksum itu dibuat.")
        elif kind and (reason := why_not_sum(kind, text)) is not None:
            self.add_error("checksum", reason)
        return told

    def told(self) -> dict[str, Any]:
        """Return what was made, as `actions.note_backup` takes it."""
        told = self.cleaned_data
        size = size_of(told["amount"], told["unit"])
        rest = {name: value for name, value in told.items() if name not in {"amount", "unit"}}
        return {"adk": "", **rest, "size": size}


def _first(plan: Plan, last: Backup | None, now: datetime) -> dict[str, Any]:
    first: dict[str, Any] = {
        "made_at": localtime(now, plan.court.tz).replace(second=0, microsecond=0),
        "medium": plan.medium,
        "place": plan.place,
        "unit": "GB",
        "checksum_kind": Checksum.SHA256.value,
    }
    if last is not None:
        first |= {
            "parts": last.parts,
            "unit": unit_of(last.size),
            "checksum_kind": last.checksum_kind,
        }
        first |= {"medium": last.medium, "place": last.place}
    return first


class RestoreForm(PlainForm):
    """Whether a backup came back, where, and how long it took."""

    not_done = "Uji pulih belum tercatat."

    tested_on = DayField(label="Diuji tanggal")
    where = forms.CharField(
        label="Dipulihkan di",
        help_text="Misalnya komputer uji ruang TI. Jangan di atas data yang sedang dipakai.",
        max_length=160,
    )
    outcome = forms.ChoiceField(label="Hasil", choices=OUTCOMES, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label="Lama pemulihan (menit)", min_value=1, max_value=MOST_MINUTES
    )
    note = forms.CharField(
        label="Yang diperiksa dan ditemukan",
        help_text="Misalnya: 12 perkara terakhir terbuka, dokumen elektronik lengkap.",
        min_length=5,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, backup: Backup, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"tested_on": today}, **kwargs)
        self.backup, self.today = backup, today
        in_columns(self.fields["outcome"], 3)
        self.helper = submit_with("Catat uji pulih", cancel=backup.get_absolute_url())

    def clean_tested_on(self) -> date:
        day: date = self.cleaned_data["tested_on"]
        reason = rules.why_not_tried_on(day, backup=self.backup, today=self.today)
        if reason is not None:
            raise forms.ValidationError(reason)
        return day


class StrikeForm(PlainForm):
    """Why a note of a backup is wrong."""

    not_done = "Catatan belum dicoret."

    reason = forms.CharField(
        label="Alasan",
        help_text="Misalnya: tercatat dua kali, atau berkasnya ternyata rusak.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, backup: Backup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Coret catatan", cancel=backup.get_absolute_url())

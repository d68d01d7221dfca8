"""What is told of a site, of its parts, and of its visitors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.words import month_name, plain_date
from sopti.monitors.enums import Kind, Section
from sopti.monitors.models import Monitor
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns, reveal, tucked
from website_ops.sites import rules
from website_ops.sites.models import MOST_DAYS, ContentPart, Site

if TYPE_CHECKING:
    from website_ops.sites.freshness import Standing

MONTHS_BACK = 13
MOST_VISITORS = 2_000_000_000
SAFE, SUSPICIOUS = "aman", "mencurigakan"
LOOKS = [
    (SAFE, Choice("Wajar", "tidak ada yang mencurigakan")),
    (SUSPICIOUS, Choice("Ada yang mencurigakan", "tulis apa yang terlihat", reveals=True)),
]
WHAT_IS_SUSPICIOUS = "Tulis apa yang mencurigakan: alamat, waktu, dan apa yang dicoba."


class SiteForm(PlainForm):
    """One site of the court."""

    not_done = "Data situs belum tersimpan."

    name = forms.CharField(
        label="Nama situs", help_text="Seperti disebut di kantor.", max_length=80
    )
    address = forms.URLField(
        label="Alamat",
        help_text="Lengkap, misalnya https://pa-contoh.go.id/",
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "Tulis alamatnya lengkap, misalnya https://pa-contoh.go.id/"},
    )
    purpose = forms.CharField(
        label="Guna", help_text="Untuk apa situs ini dan siapa pembacanya.", max_length=200
    )
    keeper = forms.ModelChoiceField(
        label="Pengelola",
        help_text="Diberi tahu bila isinya usang atau langganannya akan habis.",
        queryset=User.objects.none(),
        empty_label="Pilih pegawai",
    )
    note = forms.CharField(
        label="Catatan", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, site: Site, by: User, cancel: str, **kwargs: Any) -> None:
        first = {name: getattr(site, name, None) for name in ("name", "address", "purpose", "note")}
        super().__init__(*args, initial=first | {"keeper": site.keeper_id}, **kwargs)
        self.site = site
        people = User.objects.filter(court=by.court_id, is_active=True)
        fields: dict[str, Any] = self.fields
        fields["keeper"].queryset = people.order_by("full_name")
        tucked(self.fields["note"])
        label = "Simpan perubahan" if site.pk else "Catat situs"
        self.helper = submit_with(label, cancel=cancel)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if (reason := rules.why_not_address(self.site, address)) is not None:
            raise forms.ValidationError(reason)
        return address


class RetireForm(PlainForm):
    """Why and since when something is used no more."""

    not_done = "Belum dicatat."

    on = DayField(label="Sejak tanggal")
    reason = forms.CharField(
        label="Alasan", min_length=5, max_length=200, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, label: str, today: date, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today}, **kwargs)
        self.today = today
        self.helper = submit_with(label, cancel=cancel)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Tanggalnya belum tiba. Tulis hari ini atau sebelumnya.")
        return on


class PartForm(PlainForm):
    """A part of a site that has to be kept fresh."""

    not_done = "Bagian situs belum tersimpan."

    name = forms.CharField(
        label="Bagian", help_text="Seperti nama menunya, misalnya Berita.", max_length=80
    )
    unit = forms.CharField(
        label="Unit yang mengisi", help_text="Misalnya Kepaniteraan Permohonan.", max_length=120
    )
    every_days = forms.IntegerField(
        label="Diperbarui paling lama setiap (hari)",
        help_text="Misalnya 7 untuk Berita, 1 untuk Jadwal sidang, 90 untuk laporan triwulan.",
        min_value=1,
        max_value=MOST_DAYS,
    )
    monitor = forms.ModelChoiceField(
        label="Pemantau kesegaran",
        help_text="Bila ada, keadaannya dibaca dari pemantau itu dan tidak perlu dilihat sendiri.",
        queryset=Monitor.objects.none(),
        required=False,
        empty_label="Tidak ada: dilihat sendiri",
    )
    is_active = forms.BooleanField(label="Masih dipantau", required=False)

    def __init__(self, *args: Any, part: ContentPart, by: User, **kwargs: Any) -> None:
        first = {"name": part.name, "unit": part.unit, "every_days": part.every_days}
        first |= {"monitor": part.monitor_id, "is_active": part.is_active}
        super().__init__(*args, initial=first, **kwargs)
        self.part = part
        own = Monitor.objects.visible_to(by).filter(kind=Kind.FRESHNESS, section=Section.WEBSITE)
        fields: dict[str, Any] = self.fields
        fields["monitor"].queryset = own
        label = "Simpan perubahan" if part.pk else "Tambah bagian"
        self.helper = submit_with(label, cancel=part.site.get_absolute_url())

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if (reason := rules.why_not_part_name(self.part, name)) is not None:
            raise forms.ValidationError(reason)
        return name


class LookForm(PlainForm):
    """A round through the site: of which date the newest content of each part is."""

    not_done = "Kesegaran isi belum tercatat."

    def __init__(
        self, *args: Any, site: Site, standings: list[Standing], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.parts = [one.part for one in standings]
        for one in standings:
            part = one.part
            seen = f"Terakhir: {plain_date(part.renewed_on)}. " if part.renewed_on else ""
            self.fields[f"part_{part.pk}"] = DayField(
                label=f"{part.name} – {part.unit}",  # noqa: RUF001 (as elsewhere on pages)
                help_text=f"{seen}Paling lama {part.every_days} hari.",
                required=False,
            )
        self.helper = submit_with("Catat kesegaran", cancel=site.get_absolute_url(), stick=True)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for part in self.parts:
            day = told.get(f"part_{part.pk}")
            reason = day and rules.why_not_renewed_on(part, day, today=self.today)
            if reason:
                self.add_error(f"part_{part.pk}", reason)
        if not self.errors and not self.seen():
            self.add_error(None, "Isi tanggal paling sedikit satu bagian yang Anda lihat.")
        return told

    def seen(self) -> dict[int, date]:
        """Return the date of each part that was looked at."""
        found = {part.pk: self.cleaned_data.get(f"part_{part.pk}") for part in self.parts}
        return {key: day for key, day in found.items() if day}


def month_choices(today: date) -> list[tuple[str, str]]:
    """Return this month and the twelve before it, the last whole month first."""
    month, found = today.replace(day=1), []
    for _ in range(MONTHS_BACK):
        found.append((month.isoformat(), month_name(month)))
        month = (month - timedelta(days=1)).replace(day=1)
    return [found[1], found[0], *found[2:]]


class VisitorsForm(PlainForm):
    """The visitors of one month."""

    not_done = "Catatan pengunjung belum tersimpan."

    month = forms.TypedChoiceField(label="Bulan", coerce=date.fromisoformat)
    visitors = forms.IntegerField(label="Pengunjung (orang)", min_value=0, max_value=MOST_VISITORS)
    source = forms.CharField(
        label="Sumber angka",
        help_text="Misalnya Google Analytics, penghitung Joomla, atau log hosting.",
        max_length=120,
    )
    looks = forms.ChoiceField(label="Aktivitas pengunjung", choices=LOOKS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Yang mencurigakan, dan tindakannya",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self, *args: Any, site: Site, today: date, source: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"source": source}, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["month"].choices = month_choices(today)
        in_columns(reveal_note(fields), 2)
        self.helper = submit_with("Catat pengunjung", cancel=site.get_absolute_url())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("looks") == SUSPICIOUS and not told.get("note"):
            self.add_error("note", WHAT_IS_SUSPICIOUS)
        return told

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "month": told["month"],
            "visitors": told["visitors"],
            "source": told["source"],
            "is_suspicious": told["looks"] == SUSPICIOUS,
            "note": told["note"],
        }


def reveal_note(fields: dict[str, Any]) -> forms.Field:
    """Show the note only where something is suspicious; return the choice that shows it."""
    reveal(fields["note"])
    found: forms.Field = fields["looks"]
    return found

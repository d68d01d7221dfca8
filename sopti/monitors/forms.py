"""Setting up a monitor: first what kind, then only what that kind needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import model_to_dict

from sopti.monitors import rules
from sopti.monitors.enums import Kind, Section
from sopti.monitors.models import Monitor
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm

if TYPE_CHECKING:
    from sopti.people.models import User

# Kind: (what it tells, in the words of who chooses; how its address is written)
EXPLAINED = {
    Kind.HTTP: (
        "Membuka sebuah halaman seperti pengunjung: apakah menjawab, dengan isi yang benar.",
        "Alamat lengkap halamannya, misalnya https://pa-contoh.go.id/",
    ),
    Kind.TCP: (
        "Mengetuk satu port: apakah layanan di sana, misalnya basis data SIPP, menerima sambungan.",
        "Host dan port, misalnya 192.168.1.10:3306",
    ),
    Kind.PING: (
        "Bertanya “hidup?” kepada server, router, atau printer di jaringan.",
        "Nama atau alamat perangkat, misalnya 192.168.1.1",
    ),
    Kind.TLS: (
        "Memperingatkan sebelum sertifikat https habis, dan bila sertifikatnya salah.",
        "Nama host, misalnya pa-contoh.go.id; tambahkan :port bila bukan 443",
    ),
    Kind.DOMAIN: (
        "Memperingatkan sebelum pendaftaran nama domain habis.",
        "Nama domain terdaftar, misalnya pa-contoh.go.id",
    ),
    Kind.FRESHNESS: (
        "Memperingatkan bila situs lama tidak diisi: tanggal terbaru di umpan RSS atau halaman.",
        "Alamat umpan RSS atau halaman berita, misalnya https://pa-contoh.go.id/feed",
    ),
}
DAYS = {
    Kind.TLS: ("Peringatkan bila sisanya kurang dari (hari)", 14),
    Kind.DOMAIN: ("Peringatkan bila sisanya kurang dari (hari)", 30),
    Kind.FRESHNESS: ("Peringatkan bila isi terbaru lebih tua dari (hari)", 14),
}
OWN_FIELDS = {
    "expected_status": {Kind.HTTP},
    "expected_text": {Kind.HTTP},
    "days": set(DAYS),
    "date_after": {Kind.FRESHNESS},
    "whois_server": {Kind.DOMAIN},
}
INTERVALS = [
    (1, "Setiap menit"),
    (5, "Setiap 5 menit"),
    (15, "Setiap 15 menit"),
    (60, "Setiap jam"),
    (360, "Setiap 6 jam"),
    (1440, "Sekali sehari"),
]
SELDOM = {Kind.TLS: 360, Kind.DOMAIN: 1440, Kind.FRESHNESS: 360}
WHOIS = "whois.id"
LINES = (Kind.PING, Kind.TCP, Kind.HTTP)  # what answers at once tells whether a line is there


class MonitorForm(PlainForm):
    """One monitor of a kind that was chosen before."""

    not_done = "Pemantau belum tersimpan."

    name = forms.CharField(
        label="Nama", help_text="Seperti disebut di kantor, misalnya SIPP lokal.", max_length=80
    )
    section = forms.ChoiceField(
        label="Bidang",
        help_text="Bila terganggu, berkas penanganan dibuka dalam tabel SOP bidang ini.",
        choices=[("", "Pilih …"), *Section.choices],
    )
    target = forms.CharField(label="Alamat", max_length=300)
    behind = forms.ModelChoiceField(
        label="Di belakang jalur",
        help_text="Misalnya router atau koneksi internet. Bila putus, yang di belakangnya "
        "tidak membuka berkas sendiri-sendiri.",
        queryset=Monitor.objects.none(),
        required=False,
        empty_label="Tidak ada",
    )
    expected_status = forms.IntegerField(
        label="Kode jawaban yang benar",
        help_text="200 berarti halaman dibuka dengan baik; biarkan bila tidak yakin.",
        min_value=100,
        max_value=599,
    )
    expected_text = forms.CharField(
        label="Teks yang harus ada di halaman",
        help_text="Dengan ini halaman kosong atau yang diubah orang lain ketahuan.",
        max_length=120,
        required=False,
    )
    days = forms.IntegerField(min_value=1, max_value=730)
    date_after = forms.CharField(
        label="Teks di depan tanggal",
        help_text="Untuk halaman biasa, misalnya Diperbarui:. Tidak perlu untuk RSS.",
        max_length=80,
        required=False,
    )
    whois_server = forms.CharField(
        label="Server WHOIS",
        help_text="Yang mencatat domain itu; untuk .id biarkan whois.id.",
        max_length=120,
    )
    interval = forms.TypedChoiceField(label="Diperiksa", choices=INTERVALS, coerce=int)
    timeout = forms.IntegerField(
        label="Tunggu jawaban paling lama (detik)", min_value=1, max_value=30
    )
    fails_to_down = forms.IntegerField(
        label="Gagal berturut-turut sampai disebut terganggu",
        help_text="Satu kegagalan bisa kebetulan. Sesudah sebanyak ini berkas gangguan dibuka.",
        min_value=1,
        max_value=10,
    )
    oks_to_up = forms.IntegerField(
        label="Berhasil berturut-turut sampai disebut pulih", min_value=1, max_value=10
    )

    def __init__(self, *args: Any, monitor: Monitor, by: User, cancel: str, **kwargs: Any) -> None:
        kind = Kind(monitor.kind)
        first = {name: getattr(monitor, name) for name in self.base_fields}
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        self.monitor, self.by = monitor, by
        for name, kinds in OWN_FIELDS.items():
            if kind not in kinds:
                del self.fields[name]
        self.fields["target"].help_text = EXPLAINED[kind][1]
        lines = Monitor.objects.visible_to(by).filter(kind__in=LINES, behind=None)
        self.fields["behind"].queryset = lines.exclude(pk=monitor.pk)  # type: ignore[attr-defined]
        if kind in DAYS:
            self.fields["days"].label = DAYS[kind][0]
        label = "Simpan perubahan" if monitor.pk else "Mulai memantau"
        self.helper = submit_with(label, cancel=cancel)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            reason = self._reason(self.wanted())
            if reason is not None:
                self.add_error(_field_of(reason), reason)
        return given

    def _reason(self, wanted: Monitor) -> str | None:
        ask = rules.why_not_change if wanted.pk else rules.why_not_add
        return ask(self.by, wanted)

    def wanted(self) -> Monitor:
        """Return the monitor as the form says it, not saved."""
        given = model_to_dict(self.monitor) | {"court": self.monitor.court}
        wanted = Monitor(**given | self.cleaned_data)
        wanted.pk = self.monitor.pk
        return wanted


def _field_of(reason: str) -> str:
    """Return the field under which a rule's sentence stands."""
    if "jalur" in reason.lower():
        return "behind"
    if "WHOIS" in reason:
        return "whois_server"
    return "name" if "dipakai pemantau lain" in reason else "target"


def first_of(kind: Kind, *, by: User) -> Monitor:
    """Return a monitor of the kind with what fits most, to begin a form with."""
    return Monitor(
        court=by.court,
        kind=kind,
        days=DAYS[kind][1] if kind in DAYS else 14,
        interval=SELDOM.get(kind, 5),
        fails_to_down=1 if kind in SELDOM else 3,
        oks_to_up=1 if kind in SELDOM else 2,
        whois_server=WHOIS if kind == Kind.DOMAIN else "",
    )


class PermitForm(PlainForm):
    """What the court's administrator opens to one monitor."""

    not_done = "Izin belum tersimpan."

    may_touch_private = forms.BooleanField(
        label="Boleh ke jaringan dalam (LAN) pengadilan",
        help_text="Alamat seperti 192.168.… dan 10.…",
        required=False,
    )
    may_touch_loopback = forms.BooleanField(
        label="Boleh ke mesin tempat SOPTI berjalan",
        help_text="Alamat 127.0.0.1 dan localhost. Beri hanya bila memang SOPTI yang dipantau.",
        required=False,
    )
    helper = submit_with("Simpan izin")


def kinds() -> list[tuple[str, Choice]]:
    """Return the kinds with what each of them tells."""
    return [(kind.value, Choice(str(kind.label), EXPLAINED[kind][0])) for kind in Kind]

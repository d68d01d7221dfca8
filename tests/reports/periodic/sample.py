"""Chapters as rooms tell them: a small set for most tests, and a month of twenty pages."""

from sopti.ui.charts import Chart, Series
from sopti.workflow import chapters
from sopti.workflow.chapters import BAD, GOOD, OPEN, Chapter, Column, Figure, Plan, Table

PHOTOS = []  # of the chapter of upkeep; a test puts its own in


def requests_of(court, period):
    return Chapter(
        key="requests",
        title="Rekapitulasi permintaan layanan",
        sentences=("Delapan belas permintaan masuk, tujuh belas selesai. Lima belas tepat waktu.",),
        figures=(
            Figure(big="18", words="permintaan layanan masuk, 17 selesai"),
            Figure(big="15", unit="dari 17", words="selesai tepat waktu (88%)"),
        ),
        tables=(
            Table(
                caption=f"Permintaan layanan TI {period.words}",
                columns=(
                    Column(head="No", kind="number"),
                    Column(head="Register"),
                    Column(head="Pemohon, unit", wide=2),
                    Column(head="Perihal", wide=3),
                    Column(head="Tepat waktu", kind="state"),
                ),
                rows=(
                    ("1", "141", "Rina, Umum", "Aplikasi SAKTI tidak dapat masuk", f"{GOOD}tepat"),
                    ("2", "142", "Joko, PTSP", "Wi-Fi terputus", f"{BAD}lewat 2 hari"),
                    ("3", "143", "Nur, Gugatan", "Titik LAN tambahan", f"{OPEN}berjalan"),
                ),
            ),
        ),
        charts=(
            Chart(
                kind="bars",
                title="Permintaan yang selesai menurut kategori",
                names=("Perangkat keras", "Akun", "Jaringan"),
                series=(
                    Series(label="tepat waktu", values=(7, 3, 0)),
                    Series(label="lewat norma", values=(0, 0, 2), tone="late"),
                ),
            ),
        ),
        obstacles=("Dua permintaan jaringan lewat norma",),
    )


def upkeep_of(court, period):
    return Chapter(
        key="upkeep",
        title="Monitoring dan pemeliharaan perangkat",
        sentences=("Dari sembilan pekerjaan terjadwal delapan dilaksanakan.",),
        plan=Plan(planned=9, done=8, late=1),
        photos=tuple(PHOTOS),
        obstacles=("Satu pemeriksaan belum dilaksanakan",),
    )


def backups_of(court, period):
    return Chapter(key="backups", title="Cadangan data", plan=Plan(planned=22, done=22))


def register(monkeypatch, **tells):
    """Let these functions of this module, and nobody else, tell the chapters."""
    told = {key: (order, f"{__name__}.{name}") for order, (key, name) in enumerate(tells.items())}
    monkeypatch.setattr(chapters, "_TELLS", told)


SMALL = {"requests": "requests_of", "upkeep": "upkeep_of", "backups": "backups_of"}


# ------------------------------------------------------------------------------- twenty pages
def wide_table(place, rows=44):
    states = (f"{GOOD}tepat", f"{BAD}lewat 2 hari", f"{OPEN}berjalan")
    return Table(
        caption=f"Pekerjaan bagian {place}",
        columns=(
            Column(head="No", kind="number"),
            Column(head="Register"),
            Column(head="Masuk"),
            Column(head="Pemohon, unit", wide=2),
            Column(head="Perihal", wide=3),
            Column(head="Jumlah", kind="number"),
            Column(head="Tepat waktu", kind="state"),
        ),
        rows=tuple(
            (
                str(row + 1), f"{140 + row}/TI.B/PA.Mdn/2026", f"{row % 28 + 1:02}-10",
                "Nur Laila Hidayati, Kepaniteraan Gugatan",
                "Pencetak loket PTSP 2 tidak menarik kertas sejak pagi",
                str(row * 7), states[row % 3],
            )
            for row in range(rows)
        ),
        total=("", "", "", "", "Jumlah", "1.234", ""),
    )  # fmt: skip


def month_lines(place):
    names = ("Nov", "Des", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt")
    return Chart(
        kind="lines",
        title=f"Masuk dan tepat waktu bagian {place}",
        names=names,
        series=(
            Series(label="masuk", values=tuple(12 + month * 3 % 7 for month in range(12))),
            Series(
                label="tepat waktu", values=tuple(9 + month % 5 for month in range(12)), tone="soft"
            ),
        ),
    )


def large_chapter(place):
    return Chapter(
        key=f"besar-{place}",
        title=f"Bagian besar {place}",
        sentences=("Pekerjaan bagian ini berjalan menurut rencana. " * 4,) * 2,
        plan=Plan(planned=40, done=38, late=2),
        tables=(wide_table(place),),
        charts=(month_lines(place),),
    )


def large_of(place):
    return lambda court, period: large_chapter(place)


for number in range(1, 13):
    globals()[f"large_{number}"] = large_of(number)
LARGE = SMALL | {f"besar-{number}": f"large_{number}" for number in range(1, 7)}

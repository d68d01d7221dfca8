"""The pictures of the guide, and the words that its pages have: taken from the demonstration.

python -m tests.browser.guide [scene …]
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.server import prepared, served
from tests.check import ROOT
from tests.shots import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "panduan"
PICTURES = FOLDER / "gambar"
KNOWN = PICTURES / "isi.json"
COLOURS = 64
WIDE, PHONE = {"width": 1366, "height": 800}, {"width": 390, "height": 780}
CUT = 640  # of a wide page so much is shown, from its head on: the menus are the same everywhere
QUOTED = re.compile(r"“([^”]+)”")
SHOWN = re.compile(r"!\[[^\]]*\]\(gambar/([a-z0-9-]+)\.png\)")
NAMED = re.compile(r"^\[//\]: # \(halaman: ([a-z0-9, -]+)\)$", re.MULTILINE)
WORDS = "() => document.body.textContent"
# What a page asks for by itself once it is there has come: the link in its place has gone.
CAME = """() => [...document.querySelectorAll('[hx-trigger=load]')].every(
    one => !one.querySelector(`a[href="${one.getAttribute('hx-get')}"]`))"""
MARKS = """() => [...document.querySelectorAll('main h1, main button, main .btn')]
    .filter(one => one.checkVisibility()).map(one => one.innerText)"""


@dataclass(frozen=True)
class Scene:
    """A page as one person has it before them. `at` is its address, or how one gets there."""

    account: str
    at: str | Callable[[Page], None]
    size: dict[str, int]
    around: str = ""  # what stands at the top of the picture

    def enter(self, page: Page) -> None:
        if isinstance(self.at, str):
            page.goto(self.at)
        else:
            self.at(page)
        page.wait_for_function(CAME)
        page.evaluate("document.querySelectorAll('.demo-strip').forEach(one => one.remove())")
        if self.around:
            page.locator(self.around).first.evaluate("one => one.scrollIntoView()")


def plan_of_the_year(page: Page) -> None:
    page.goto("/pemeliharaan/")
    page.get_by_role("link", name=re.compile(r"^Rencana [0-9]{4}$")).click()
    page.get_by_role("heading", level=1, name="Rencana pemeliharaan").wait_for()


def first_check(page: Page) -> None:
    page.goto("/pemeliharaan/")
    page.get_by_role("link", name="Periksa yang").click()
    page.get_by_role("heading", name="Yang diperiksa").wait_for()


def case(title: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto(f"/berkas/?q={title}")
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()

    return enter


def related(title: str, asked: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        case(title)(page)
        page.locator("a[href$='/kaitan/']").click()
        page.get_by_role("searchbox").last.fill(asked)
        page.get_by_role("button", name="Cari", exact=True).last.click()
        page.get_by_role("heading", name="Yang cocok dengan").wait_for()

    return enter


def monitor(name: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/pemantauan/")
        page.locator("main").get_by_role("link", name=name).first.click()
        page.get_by_role("heading", level=1, name=name).wait_for()

    return enter


def regulation(number: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto(f"/peraturan/?q={number}")
        page.locator("main").get_by_role("link", name=number).first.click()
        page.get_by_role("heading", level=1, name=number).wait_for()

    return enter


def site(name: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/situs/")
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_load_state()

    return enter


def survey(link: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/survei/")
        page.locator("main").get_by_role("link", name=link).first.click()
        page.wait_for_load_state()

    return enter


def window_of(act: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/program-kerja/")
        page.locator("main").get_by_role("link", name=act).first.click()
        page.get_by_role("button", name="Kirim usulan").wait_for()

    return enter


def proposal(title: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/program-kerja/")
        page.locator("main").get_by_role("link", name="Lihat usulan").first.click()
        page.locator("main").get_by_role("link", name=title).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()

    return enter


def programme(ahead: int) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto(f"/program-kerja/{datetime.now(tz=UTC).year + ahead}/")

    return enter


def report(state: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/laporan/")
        page.locator("main tr", has_text=state).get_by_role("link").first.click()
        page.get_by_role("heading", level=1, name="Laporan bulanan").wait_for()

    return enter


def task(title: str) -> Callable[[Page], None]:
    def enter(page: Page) -> None:
        page.goto("/")
        page.locator("a[href*='/tugas/']", has_text=title).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()

    return enter


SCENES = {
    "masuk": Scene("", "/masuk/", PHONE),
    "beranda": Scene("pegawai.madiun", "/", PHONE),
    "ajukan": Scene("pegawai.madiun", "/permintaan/baru/", PHONE),
    "tanya": Scene("pegawai.madiun", case("Menu jurnal SIPP"), PHONE),
    "tarik": Scene("pegawai.madiun", case("Layar antrean PTSP padam"), PHONE),
    "hasil": Scene("umum.payakumbuh", case("Pemulihan berkas laporan"), PHONE),
    "isi-survei": Scene("pegawai.madiun", survey("Isi survei"), PHONE),
    "survei-terbuka": Scene("kasubag.madiun", survey("Lihat survei ini"), WIDE),
    "hasil-survei": Scene("sekretaris.madiun", survey("Semester"), WIDE),
    "kabar": Scene("pegawai.madiun", "/pemberitahuan/atur/", PHONE),
    "register": Scene("kasubag.madiun", "/register/", WIDE),
    "buku-register": Scene("kasubag.madiun", "/buku-register/", WIDE),
    "buku-permintaan": Scene("kasubag.madiun", "/buku-register/permintaan/?masa=tahun-ini", WIDE),
    "register-lama": Scene("kasubag.madiun", "/register/lama/", WIDE),
    "impor-register-lama": Scene("kasubag.madiun", "/register/lama/impor/", WIDE),
    "meja": Scene("operator.madiun", "/meja/", WIDE),
    "langkah": Scene("operator.madiun", task("Kata sandi SIPP"), WIDE, "form[action$='/mulai/']"),
    "berkaitan": Scene(
        "operator.madiun", case("Kata sandi SIPP perlu diatur ulang"), WIDE, "#kaitan"
    ),
    "kaitan": Scene("operator.madiun", related("Layar antrean PTSP padam", "pindai"), WIDE),
    "solusi-pegawai": Scene("pegawai.madiun", "/solusi/", PHONE),
    "solusi": Scene("operator.madiun", "/solusi/", WIDE),
    "tulis-solusi": Scene("operator.madiun", "/solusi/baru/", WIDE),
    "kalimat": Scene("operator.madiun", "/meja/kalimat/", WIDE),
    "aset": Scene("operator.madiun", "/aset/", WIDE),
    "program-kerja": Scene("kasubag.madiun", "/program-kerja/", WIDE),
    "program-kerja-ternate": Scene("kasubag.ternate", "/program-kerja/", WIDE),
    "usulkan": Scene("pegawai.madiun", window_of("Usulkan kegiatan"), PHONE),
    "usulan": Scene("kasubag.ternate", proposal("Titik akses Wi-Fi di ruang hakim"), WIDE),
    "program-tahun-ini": Scene("kasubag.madiun", programme(0), WIDE),
    "program-tahun-depan": Scene("kasubag.ternate", programme(1), WIDE),
    "tetapkan": Scene("ketua.madiun", task("Kebijakan dan rencana TI"), WIDE),
    "peraturan": Scene("operator.madiun", "/peraturan/", WIDE),
    "satu-peraturan": Scene("operator.madiun", regulation("Nomor 11 Tahun 2008"), WIDE),
    "keamanan": Scene("operator.madiun", "/keamanan/", WIDE),
    "aplikasi": Scene("operator.madiun", "/keamanan/aplikasi/", WIDE),
    "pindaian": Scene("operator.madiun", "/pindaian/", WIDE),
    "bukti": Scene("sekretaris.madiun", "/bukti/", WIDE),
    "minta-bukti": Scene("sekretaris.madiun", "/bukti/baru/", WIDE),
    "cadangan": Scene("operator.madiun", "/cadangan/", WIDE),
    "media-sosial": Scene("adminweb.banjarnegara", "/media-sosial/", WIDE),
    "liputan": Scene("operator.madiun", "/liputan/", WIDE),
    "situs": Scene("operator.madiun", "/situs/", WIDE),
    "satu-situs": Scene("operator.madiun", site("Situs pengadilan"), WIDE),
    "langganan": Scene("umum.madiun", "/situs/langganan/", WIDE),
    "pemeliharaan": Scene("operator.madiun", "/pemeliharaan/", PHONE),
    "periksa": Scene("operator.madiun", first_check, PHONE),
    "rencana": Scene("operator.madiun", plan_of_the_year, WIDE),
    "cakupan": Scene("kasubag.madiun", "/pemeliharaan/cakupan/", WIDE),
    "daftar-periksa": Scene("kasubag.madiun", "/pemeliharaan/daftar/", WIDE),
    "catat": Scene("operator.madiun", "/meja/catat/", WIDE),
    "prioritas": Scene("kasubag.madiun", task("Map bersama Kepaniteraan"), WIDE, "details.more"),
    "aturan": Scene("kasubag.madiun", "/pengelolaan/meja-layanan/", WIDE),
    "kategori": Scene("kasubag.madiun", "/pengelolaan/meja-layanan/kategori/", WIDE),
    "kategori-bawaan": Scene("kasubag.ternate", "/pengelolaan/meja-layanan/kategori/", WIDE),
    "matriks": Scene("kasubag.madiun", "/pengelolaan/meja-layanan/matriks/", WIDE),
    "target": Scene("kasubag.madiun", "/pengelolaan/meja-layanan/target/", WIDE),
    "menunggu": Scene("ketua.madiun", "/", PHONE),
    "disposisi": Scene("ketua.madiun", task("Layar antrean PTSP padam"), PHONE),
    "tarik-disposisi": Scene(
        "ketua.payakumbuh", case("Halaman e-Court tidak memuat dokumen"), PHONE
    ),
    "setuju": Scene("sekretaris.madiun", task("Hasil pindai bergaris hitam"), PHONE),
    "laporan": Scene("kasubag.madiun", "/laporan/", WIDE),
    "laporan-konsep": Scene("kasubag.madiun", report("Konsep"), WIDE),
    "laporan-selesai": Scene("kasubag.madiun", report("Diketahui Ketua"), WIDE),
    "laporan-ketua": Scene("ketua.ternate", report("Disahkan"), WIDE),
    "sop": Scene("ketua.madiun", "/sop/as-32/", WIDE),
    "pemantauan": Scene("operator.madiun", "/pemantauan/", WIDE),
    "pemantau": Scene("operator.madiun", monitor("SIPP lokal"), WIDE),
    "jenis-pemantau": Scene("operator.madiun", "/pemantauan/baru/", WIDE),
    "pemantau-baru": Scene("operator.madiun", "/pemantauan/baru/http/", WIDE),
    "izin-pemantau": Scene("admin.madiun", monitor("SIPP lokal"), WIDE),
    "ikhtisar-operator": Scene("operator.madiun", "/ikhtisar/", WIDE),
    "ikhtisar-kasubag": Scene("kasubag.madiun", "/ikhtisar/", WIDE),
    "ikhtisar-sekretaris": Scene("sekretaris.madiun", "/ikhtisar/", WIDE),
    "ikhtisar-ketua": Scene("ketua.madiun", "/ikhtisar/", WIDE),
    "kepatuhan": Scene("kasubag.madiun", "/kepatuhan/", WIDE),
    "kepatuhan-prosedur": Scene(
        "kasubag.madiun", f"/kepatuhan/as-32/permintaan-layanan/?masa={datetime.now(UTC):%Y}", WIDE
    ),
    "pengelolaan": Scene("admin.madiun", "/pengelolaan/", WIDE),
    "orang": Scene("admin.madiun", "/pengelolaan/pegawai/", WIDE),
    "penunjukan": Scene("admin.madiun", "/pengelolaan/penunjukan/baru/", WIDE),
    "jam-kerja": Scene("admin.madiun", "/pengelolaan/jam-kerja/", WIDE),
    "hari-libur": Scene("admin.madiun", "/pengelolaan/hari-libur/", WIDE),
    "e-mail": Scene("admin.madiun", "/pemberitahuan/e-mail/", WIDE),
}


# ------------------------------------------------------------------------------ what guides say
@dataclass(frozen=True)
class Told:
    """One task of a guide: the words it quotes, and the pages on which they must stand."""

    guide: str
    title: str
    words: list[str]
    scenes: list[str]


def tasks_told() -> Iterator[Told]:
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            title, _, body = part.partition("\n")
            named = [one.strip() for found in NAMED.findall(body) for one in found.split(",")]
            yield Told(file.stem, title, QUOTED.findall(body), [*SHOWN.findall(body), *named])


def pictures_shown() -> set[str]:
    texts = (file.read_text(encoding="utf-8") for file in FOLDER.glob("*.md"))
    return {one for text in texts for one in SHOWN.findall(text)}


def words_on(page: Page) -> str:
    return " ".join(page.evaluate(WORDS).split())


def marks_on(page: Page) -> list[str]:
    """Return the head and the buttons of a page; numbers and dates pass."""
    told = (re.sub(r"\d+", "0", " ".join(one.split())) for one in page.evaluate(MARKS))
    return sorted({one for one in told if one})


# ------------------------------------------------------------------------------------- pictures
def main() -> None:
    wanted = sys.argv[1:] or sorted(pictures_shown())
    known = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        site = prepared(Path(folder))
        with served(site) as address:
            browser = playwright.chromium.launch(**CHROMIUM)
            for name in wanted:
                known[name] = _shoot(browser, address, name, site.sessions)
    kept = {name: known[name] for name in sorted(pictures_shown()) if name in known}
    KNOWN.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def _shoot(browser: Browser, address: str, name: str, sessions: dict[str, str]) -> list[str]:
    scene = SCENES[name]
    page = browser.new_page(
        base_url=address, viewport=scene.size, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    if scene.account:
        ticket = {"name": "sessionid", "value": sessions[scene.account], "url": address}
        page.context.add_cookies([ticket])
    scene.enter(page)
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot(clip=_part(page, scene)))).convert("RGB")
    shot.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
    marks = marks_on(page)
    page.close()
    return marks


def _part(page: Page, scene: Scene) -> dict[str, float]:
    if scene.size is PHONE:
        return {"x": 0, "y": 0, **PHONE}
    head = page.locator("main").evaluate("one => one.getBoundingClientRect().top")
    return {"x": 0, "y": max(head, 0), "width": WIDE["width"], "height": CUT}


if __name__ == "__main__":
    main()

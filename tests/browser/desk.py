"""What people do at their desks: come in, ask for something, do what waits for them, print it."""

import io
import re

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.filling import fill
from tests.shots import PASSWORD

YES = re.compile(r"^(Ya, lanjutkan|Sesuai, lanjutkan|Setuju|Setujui naskah|Teruskan)$")
ANY_ACT = re.compile(rf"^Selesaikan langkah$|{YES.pattern}")
PDF = "application/pdf"
WAY_TO_ASK = re.compile("^Ajukan( permintaan)?$")  # in the head of the page, or at a phone's foot

REQUEST = {
    "Apa yang tidak berfungsi?": "Perangkat keras",
    "Perangkat atau ruang": "Pencetak loket 3, NUP 14",
    "Uraian": "Sejak tadi pagi kertas tersangkut tiga kali. Sudah dibersihkan, tetap macet.",
    "Seberapa mendesak": "Pekerjaan terganggu",
}


def log_in(page: Page, account: str) -> None:
    page.goto("/masuk/")
    enter(page, account)
    expect(page).to_have_title(re.compile("Beranda"))


def enter(page: Page, account: str) -> None:
    """Fill the login form, wherever it leads to."""
    page.get_by_label("Nama pengguna").fill(account)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("banner").locator("summary.who")).to_be_visible()


def begin_request(page: Page, title: str, *files: dict[str, object]) -> Locator:
    """Fill the request form, which every page leads to, and return its button."""
    page.goto("/")
    page.get_by_role("link", name=WAY_TO_ASK).first.click()
    form = form_with(page, "Kirim permintaan")
    place = f"NUP {sum(map(ord, title))}"  # each title its own: none looks like another
    fill(form, {**REQUEST, "Perangkat atau ruang": place, "Perihal": title})
    if files:
        form.get_by_label("Foto atau dokumen").set_input_files(list(files))
    # Solutions are offered while one writes; who sends before they came is offered them once more.
    expect(page.locator(".htmx-request")).to_have_count(0)
    return form.get_by_role("button", name="Kirim permintaan")


def ask_for(page: Page, title: str, *files: dict[str, object]) -> str:
    """File a request, and return its number."""
    begin_request(page, title, *files).click()
    return number_in(page, "Permintaan terkirim dengan nomor")


def number_in(page: Page, sentence: str) -> str:
    """Return the register number that the notice tells."""
    notice = page.get_by_role("status").filter(has_text=sentence)
    expect(notice).to_be_visible()
    return re.search(r"\d+/TI\.\w+/PA\.\w+/\d{4}", notice.inner_text())[0]


def form_with(page: Page, button: str | re.Pattern[str]) -> Locator:
    """Return the form that this button sends."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))
    expect(form).to_be_visible()
    return form


def open_task(page: Page, title: str) -> None:
    """Take the work up from Beranda, where it waits."""
    page.goto("/")
    page.locator(".tasks").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def do_step(page: Page, title: str, step: int, answers: dict[str, str] | None = None) -> None:
    """Do the waiting step, and read in the answer that it is recorded."""
    open_task(page, title)
    expect(page.get_by_text(f"Langkah {step} dari").first).to_be_visible()
    fill(form_with(page, ANY_ACT), answers or {})
    page.get_by_role("button", name=ANY_ACT).click()
    expect(page.get_by_role("status").filter(has_text=f"langkah {step} dicatat")).to_be_visible()


def photo(name: str = "kertas-macet.jpg") -> dict[str, object]:
    """Make a small photo, as a browser hands it over."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 240), "#c8d2c8").save(picture, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def look_for(page: Page, words: str) -> None:
    """Search in the list of this page, not in the whole house."""
    main = page.get_by_role("main")
    main.get_by_label("Cari").fill(words)
    main.get_by_role("button", name="Cari").click()


def opens_pdf(link: Locator) -> bool:
    """Tell whether a link leads to a PDF, in a window of its own, without opening the window."""
    answer = link.page.context.request.get(link.get_attribute("href"))
    is_pdf = answer.headers["content-type"] == PDF and answer.body().startswith(b"%PDF-")
    return answer.ok and is_pdf and link.get_attribute("target") == "_blank"

"""The main job, in a real browser, by everybody whom it passes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    ANY_ACT,
    ask_for,
    do_step,
    form_with,
    number_in,
    open_task,
    opens_pdf,
    photo,
)
from tests.browser.filling import fill

pytestmark = pytest.mark.browser

BEFORE_VERIFICATION = [
    ("operator", 1, {}),
    ("ketua", 2, {}),
    ("kasubag", 3, {}),
    ("operator", 4, {}),
]
FROM_CLASSIFICATION = [
    ("operator", 4, {"Kategori": "Jaringan dan internet"}),
    ("kasubag", 5, {}),
    ("kasubag", 6, {"Prioritas penanganan": "2 - Tinggi"}),
    ("kabag", 7, {}),
    ("sekretaris", 8, {}),
    ("operator", 9, {}),
]
NEWS = [
    ("operatorsub", 1, {}),
    ("operatorsub", 2, {}),
    ("operatorsub", 3, {}),
    ("editor", 4, {}),
    ("redaktur", 5, {"Disampaikan kepada": "Perhatian khusus"}),
    ("ketua", 5, {}),
    ("adminweb", 6, {}),
    ("adminweb", 7, {}),
]
REMARK = "Diperiksa bersama pemohon di loket."
REASON = "Kategori seharusnya jaringan, bukan perangkat keras."


def test_a_request_of_madiun_runs_from_filing_to_its_last_step(as_user, pictures):
    title = "Pencetak loket 3 macet terus"
    page = as_user("pegawai.madiun")
    number = ask_for(page, title, photo("kertas-macet.jpg"))
    gets_file(page, "kertas-macet.jpg")

    walk(as_user, "madiun", title, BEFORE_VERIFICATION)
    send_back(as_user("kasubag.madiun"), title, 5)
    walk(as_user, "madiun", title, FROM_CLASSIFICATION)

    opens_case(page, title)
    expect(page.get_by_role("main")).to_contain_text(number)
    expect(page.locator(".step--done")).to_have_count(9)
    expect(page.locator(".step__back")).to_contain_text(REASON)
    page.screenshot(path=pictures / "berkas-selesai.png", full_page=True)
    assert prints(page) == 11 + 1  # steps 4 and 5 were done twice


@pytest.mark.parametrize(
    ("court", "desks"),
    [
        ("ternate", "operator ketua kasubag operator kasubag kasubag kabag sekretaris operator"),
        ("payakumbuh", "operator ketua operator kasubag kasubag kasubag sekretaris operator"),
    ],
)
def test_a_request_of_another_court_runs_to_its_last_step(as_user, court, desks):
    title = "Wi-Fi ruang sidang sering putus"
    page = as_user(f"pegawai.{court}")

    ask_for(page, title)
    way = [(desk, step, {}) for step, desk in enumerate(desks.split(), start=1)]
    walk(as_user, court, title, way)

    opens_case(page, title)
    expect(page.locator(".step--done")).to_have_count(len(way))
    assert opens_pdf(page.locator("#dokumen").get_by_role("link").last)
    assert opens_pdf(page.get_by_role("link", name="Cetak berkas"))


def test_news_of_ternate_goes_to_the_ketua_when_it_needs_attention(as_user):
    title = "Berita pembinaan oleh hakim pengawas"
    page = as_user("operatorsub.ternate")

    open_from_sop(page, "SOP pengelolaan TI", title)
    walk(as_user, "ternate", title, NEWS)

    opens_case(page, title)
    expect(page.locator(".step--done")).to_have_count(7)
    assert opens_pdf(page.get_by_role("link", name="Cetak berkas"))


def walk(as_user, court, title, way):
    for desk, step, answers in way:
        do_step(as_user(f"{desk}.{court}"), title, step, answers)


def send_back(page, title, step):
    """Return the step: first without a reason, which is refused and costs nothing, then with."""
    open_task(page, title)
    form = form_with(page, ANY_ACT)
    form.get_by_text("Isi Daftar Klasifikasi").click()
    form.get_by_text("Kembalikan", exact=True).click()
    fill(form, {"Catatan verifikasi": REMARK, "Alasan pengembalian": " "})
    act = form.get_by_role("button", name="Kembalikan sekarang")
    act.click()

    nothing_is_lost(page, form)
    page.get_by_role("alert").get_by_role("link", name="Tulis alasan pengembalian").click()
    reason = form.get_by_role("textbox", name="Alasan pengembalian")
    expect(reason).to_be_focused()

    reason.fill(REASON)
    act.click()
    expect(page.get_by_role("status").filter(has_text=f"langkah {step} dicatat")).to_be_visible()


def nothing_is_lost(page, form):
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Langkah belum dicatat.")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Galat: "))
    expect(form.get_by_label("Alasan pengembalian")).to_be_visible()
    expect(form.get_by_label("Catatan verifikasi")).to_have_value(REMARK)


def gets_file(page, name):
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    assert download.value.suggested_filename == name


def opens_case(page, title):
    """Read the finished case, found in the list of cases."""
    page.goto("/berkas/")
    page.get_by_label("Cari").fill(title)
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_text("Berkas selesai")).to_be_visible()


def prints(page):
    """Count the papers of a case that open as PDF, by their links."""
    sheets = page.locator("#dokumen").get_by_role("link")
    links = [sheets.nth(place) for place in range(sheets.count())]
    return sum(opens_pdf(link) for link in [*links, page.get_by_role("link", name="Cetak berkas")])


def open_from_sop(page, procedure, title):
    """Open a case from the table of the SOP, as who is not asking for a service does."""
    main = page.get_by_role("main")
    page.goto("/")
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="SOP").click()
    for _ in ("the document", "its table"):
        main.get_by_role("link", name=procedure).click()
    main.get_by_role("link", name="Buka berkas dari prosedur ini").click()
    fill(form_with(page, "Buka berkas"), {"Perihal": title})
    page.get_by_role("button", name="Buka berkas").click()
    return number_in(page, "Berkas dibuka dengan nomor")

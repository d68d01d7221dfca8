"""A case that nobody asks for as a service: opened from the table of its SOP."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    do_step,
    form_with,
    look_for,
    number_in,
    opens_pdf,
)
from tests.browser.filling import fill

pytestmark = pytest.mark.browser

NEWS = [
    ("operatorsub", 1, {}),
    ("operatorsub", 2, {}),
    ("operatorsub", 3, {}),
    ("editor", 4, {}),
    ("redaktur", 5, {"Disampaikan kepada": "Perhatian khusus"}),
    ("ketua", 5, {}),
    ("adminweb", 6, {"Alamat halaman": "https://www.pa-ternate.go.id/berita/pembinaan"}),
    ("adminweb", 7, {}),
]


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


def opens_case(page, title):
    """Read the finished case, found in the list of cases."""
    page.goto("/berkas/")
    look_for(page, title)
    page.get_by_role("link", name=title).click()
    expect(page.get_by_text("Berkas selesai")).to_be_visible()


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

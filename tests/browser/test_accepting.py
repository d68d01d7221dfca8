"""An application is let in: its users try it, Kasubag PTIP considers, the Sekretaris decides."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import open_task
from tests.browser.looks import PHONE, faults

pytestmark = pytest.mark.browser
APP = "Buku tamu digital"
TITLE = f"Penerimaan aplikasi {APP}"


def test_application_is_accepted_from_its_first_step_to_its_last(as_user):
    operator, kasubag = as_user("operator.ternate"), as_user("kasubag.ternate")
    hands_out_a_test(operator)
    tries_it(as_user("pegawai.ternate", **PHONE))

    open_task(operator, TITLE)
    expect(operator.get_by_role("main")).to_contain_text("1 dari 1 kasus uji lulus.")
    finish(operator)
    open_task(kasubag, TITLE)
    kasubag.get_by_text("Layak dipakai", exact=True).click()
    finish(kasubag)
    decides(as_user("sekretaris.ternate"))

    operator.goto("/keamanan/aplikasi/")
    row = operator.get_by_role("row").filter(has_text=APP)
    expect(row).to_contain_text("Dipakai")


def hands_out_a_test(page):
    page.goto("/keamanan/aplikasi/")
    page.get_by_role("link", name=APP, exact=True).click()
    page.get_by_role("button", name="Mulai uji penerimaan").click()
    page.get_by_label("Penguji").select_option(label="Nurhayati Kharie, S.H.")
    page.get_by_label("Yang dicoba").fill("Mencatat satu tamu")
    page.get_by_label("Hasil yang diharapkan").fill("Tamu tercatat dengan jamnya")
    page.get_by_role("button", name="Tambah kasus uji").click()
    expect(page.get_by_role("status")).to_contain_text("1 kasus uji ditambahkan")


def tries_it(page):
    page.goto("/")
    page.get_by_role("link", name="Mencatat satu tamu").tap()
    page.get_by_text("Lulus", exact=True).tap()
    evidence = {"name": "layar.txt", "mimeType": "text/plain", "buffer": b"Tamu tercatat 09.10"}
    page.get_by_label("Bukti").set_input_files(evidence)
    assert faults(page) == []
    page.get_by_role("button", name="Catat hasil").tap()
    expect(page.get_by_role("status")).to_contain_text("Hasil uji dicatat.")


def decides(page):
    open_task(page, TITLE)
    expect(page.locator("form.deciding")).to_contain_text("1 dari 1 kasus uji lulus.")
    page.get_by_text("Disetujui dipakai", exact=True).click()
    assert faults(page) == []
    page.get_by_role("button", name="Catat putusan").click()
    expect(page.get_by_role("status").first).to_contain_text("langkah 6 dicatat")


def finish(page):
    """Vouch for what is required, if asked, and hand in the step with what it begins with."""
    vouch = page.get_by_label("Kelengkapan sudah ada")
    if vouch.count():
        vouch.check()
    assert faults(page) == []
    page.get_by_role("button", name="Selesaikan langkah").click()
    expect(page.get_by_role("status").first).to_contain_text("dicatat")

"""Pages that no menu leads to: they come after a form, or from some rows only."""

import pytest
from playwright.sync_api import expect

from tests.browser.looks import DESK, PHONE, faults
from tests.maintenance.sheets import GOOD, HEADS

pytestmark = pytest.mark.browser


def window_of(as_user, account, address):
    page = as_user(account, **PHONE)
    page.set_viewport_size(DESK)
    page.goto(address)
    return page


def preview(as_user):
    """An import with a row that is right and one that is not."""
    page = window_of(as_user, "operator.madiun", "/aset/impor/")
    lines = [";".join(HEADS), ";".join(GOOD), ";".join("?" for _ in HEADS)]
    text = "\n".join(lines).encode()
    file = {"name": "aset.csv", "mimeType": "text/csv", "buffer": text}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa dokumen").click()
    page.wait_for_url("**/aset/impor/*/")
    return page


def old_book(as_user):
    """An import of earlier requests with a row that is right and one that is not."""
    page = window_of(as_user, "kasubag.madiun", "/register/lama/impor/")
    lines = ["Nomor lama;Tanggal masuk;Pemohon;Perihal", "900/TI/2024;2024-03-14;Siti;Layar mati",
             "901/TI/2024;kemarin;;Layar mati"]  # fmt: skip
    file = {"name": "buku.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa dokumen").click()
    page.wait_for_url("**/register/lama/impor/*/")
    return page


def seat(as_user):
    page = window_of(as_user, "operator.madiun", "/aset/?q=Microsoft Office LTSC 2021")
    page.get_by_role("link", name="Microsoft Office LTSC 2021", exact=True).click()
    page.get_by_role("link", name="Catat pemakai lain").click()
    return page


def sentence(as_user):
    page = window_of(as_user, "kasubag.madiun", "/meja/kalimat/")
    page.locator("main a[href^='/meja/kalimat/']").last.click()
    return page


def written_down(as_user):
    page = window_of(as_user, "operator.madiun", "/meja/catat/")
    page.get_by_label("Siapa yang meminta?").fill("Siti Rahmawati")
    page.get_by_role("radio", name="SIPP").check()
    page.get_by_label("Masalahnya, dalam satu kalimat").fill("Tombol simpan jurnal tidak muncul")
    page.get_by_role("button", name="Catat permintaan").click()
    expect(page.get_by_text("/TI.B/PA.Mdn/").first).to_be_visible()
    return page


@pytest.mark.parametrize("lead", [preview, old_book, seat, sentence, written_down])
def test_a_page_behind_a_form_is_fit_to_be_seen(as_user, lead):
    page = lead(as_user)

    assert faults(page) == []

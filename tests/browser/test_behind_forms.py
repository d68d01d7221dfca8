"""Pages that no menu leads to: they come after a form, or from some rows only."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import photo
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


def bundle(as_user):
    """Evidence that was asked for and is still to be gathered."""
    page = window_of(as_user, "kasubag.madiun", "/bukti/baru/")
    page.get_by_label("Prosedur").select_option("as-32/permintaan-layanan")
    page.get_by_role("button", name="Minta berkas bukti").click()
    page.wait_for_url(re.compile(r"/bukti/\d+/$"))
    return page


def scan(as_user):
    """A photo without a code, put to a sheet by the eight letters that stand on it."""
    page = window_of(as_user, "operator.madiun", "/pindaian/")
    page.locator("input[type=file]").set_input_files(photo())
    page.get_by_role("button", name="Unggah dan baca").click()
    return page


def returned_report(as_user):
    """The report of the running month, checked, in the hands of who may send it back."""
    page = as_user("kasubag.madiun")
    page.goto("/laporan/")
    page.locator("main tr", has_text="Konsep").get_by_role("link").first.click()
    page.get_by_role("button", name="Teruskan kepada Sekretaris").click()
    address = page.url
    page = window_of(as_user, "sekretaris.madiun", address)
    page.get_by_role("link", name="Kembalikan").click()
    return page


def survey_round(as_user):
    """The form of a new survey, once the one that runs is closed."""
    page = window_of(as_user, "kasubag.payakumbuh", "/survei/")
    page.locator("main a[href^='/survei/']").first.click()
    page.get_by_role("link", name="Atur survei").click()
    page.get_by_role("button", name="Tutup survei").click()
    page.goto("/survei/buka/")
    return page


LEADS = [preview, old_book, seat, sentence, written_down, bundle, scan, returned_report]


@pytest.mark.parametrize("lead", [*LEADS, survey_round])
def test_a_page_behind_a_form_is_fit_to_be_seen(as_user, lead):
    page = lead(as_user)

    assert faults(page) == []

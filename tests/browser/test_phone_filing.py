"""A clerk on a phone files a request with few taps, counted by the page itself."""

import sys
import time

import pytest

from tests.browser.desk import number_in
from tests.browser.looks import PHONE

pytestmark = pytest.mark.browser

MOST_TAPS = 7  # under 8
COUNT = """addEventListener('touchstart', () =>
    localStorage.setItem('taps', 1 + Number(localStorage.getItem('taps'))), true)"""
LETTERS_A_SECOND = 3  # with two thumbs
SECONDS_A_TAP = 1.5  # to look, and to reach
WORDS = {
    "Perihal": "Pencetak loket 3 macet",
    "Perangkat atau ruang": "NUP 3081",
    "Uraian": "Kertas tersangkut sejak tadi pagi.",
}


def test_a_request_is_filed_on_a_phone_with_under_eight_taps(as_user, capsys):
    page = as_user("pegawai.ternate", **PHONE)
    page.add_init_script(COUNT)
    page.goto("/")
    began = time.monotonic()

    file_request(page)

    waited, letters = time.monotonic() - began, sum(map(len, WORDS.values()))
    taps = int(page.evaluate("localStorage.getItem('taps')"))
    seconds = waited + letters / LETTERS_A_SECOND + taps * SECONDS_A_TAP
    with capsys.disabled():
        sys.stdout.write(f"\n{taps} taps, {letters} letters: about {seconds:.0f} seconds\n")
    assert 0 < taps <= MOST_TAPS


def file_request(page):
    page.get_by_role("link", name="Ajukan", exact=True).tap()
    page.get_by_text("Perangkat keras").tap()
    for label, words in WORDS.items():
        page.get_by_label(label, exact=True).tap()
        page.keyboard.type(words)
    page.get_by_text("Pekerjaan terganggu").tap()
    page.get_by_role("button", name="Kirim permintaan").tap()
    number_in(page, "Permintaan terkirim dengan nomor")

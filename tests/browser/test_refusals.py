"""When something does not go through: a page in our words, fit to be seen, that leads on."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import DESK, PHONE, faults
from tests.browser.server import inside, once_for_all, prepared

pytestmark = pytest.mark.browser

MADE = {  # made by the site (tests/browser/refusals.py): name -> what it says
    "400": "tidak dipahami",
    "403 csrf": "Formulir",
    "413": "Kiriman terlalu besar",
    "429 masuk": "Terlalu",
    "429 periksa": "Terlalu",
    "500": "kesalahan",
    "503": "sibuk",
    "507": "Penyimpanan server penuh",
    "507 hanya baca": "sementara hanya dapat dibaca",
}
MET = [
    ("pegawai.madiun", "/tidak-ada/", 404, "Halaman tidak ditemukan"),
    ("pegawai.madiun", "/berkas/999999/", 404, "Halaman tidak ditemukan"),
    ("pegawai.madiun", "/pengelolaan/", 403, "dibuka oleh Pengelola SOPTI"),
    ("", "/periksa/AAAA-AAAA/", 404, "tidak"),
    ("", "/tidak-ada/", 404, "Halaman tidak ditemukan"),
]


@pytest.fixture(scope="session")
def made(shared, tmp_path_factory):
    def make():
        apart = prepared(shared).copied(tmp_path_factory.getbasetemp() / "broken")
        return json.loads(inside(apart.var, "tests.browser.refusals"))

    return once_for_all(shared, "refusals", make)


@pytest.mark.parametrize("name", MADE)
def test_a_page_of_what_goes_wrong_is_fit_to_be_seen(as_user, made, name, pictures):
    status, words = made[name]
    page = as_user("", **PHONE)
    page.route("**/kacau/", lambda asked: asked.fulfill(body=words, content_type="text/html"))
    page.set_viewport_size(DESK)

    page.goto("/kacau/")

    page.screenshot(path=pictures / f"{name}.png")
    assert status == int(name.split()[0])
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text(re.compile(MADE[name], re.IGNORECASE))
    assert faults(page) == []


@pytest.mark.parametrize(("account", "address", "status", "says"), MET)
def test_a_page_that_is_not_for_me_wears_the_same_dress(as_user, account, address, status, says):
    page = as_user(account, **PHONE)
    page.set_viewport_size(DESK)

    answer = page.goto(address)

    assert answer.status == status
    expect(page.get_by_role("main")).to_contain_text(says)
    assert faults(page) == []

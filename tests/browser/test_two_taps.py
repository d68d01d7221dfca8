"""An approver decides on a phone: one tap opens the request, the next one decides."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import YES, ask_for, do_step, open_task
from tests.browser.looks import PHONE, faults

pytestmark = pytest.mark.browser
REASON = "Sudah ada pengadaan yang sama bulan ini."


def test_head_and_secretary_decide_in_two_taps_on_a_phone(as_user):
    title = "Mikrofon ruang sidang utama mati"
    ask_for(as_user("pegawai.madiun"), title)
    do_step(as_user("operator.madiun"), title, 1)

    ketua = as_user("ketua.madiun", **PHONE)
    reads_what_is_asked(ketua, title, "Perangkat", "NUP")
    ketua.get_by_role("button", name=YES).tap()
    recorded(ketua, 2)

    for desk, step in (("kasubag", 3), ("operator", 4), ("kasubag", 5), ("kasubag", 6)):
        do_step(as_user(f"{desk}.madiun"), title, step)
    advice = {"Cara pemenuhan": "Melibatkan pihak ketiga", "Perkiraan biaya": "650000"}
    do_step(as_user("kabag.madiun"), title, 7, advice)

    sekretaris = as_user("sekretaris.madiun", **PHONE)
    reads_what_is_asked(sekretaris, title, "Pertimbangan", "Rp650.000", "Prioritas")
    sekretaris.get_by_role("button", name=YES).tap()
    recorded(sekretaris, 8)


def test_input_that_nobody_produced_costs_no_tap_of_its_own(as_user):
    title = "Layar sidang keliling tidak menyala"
    ask_for(as_user("pegawai.ternate"), title)
    do_step(as_user("operator.ternate"), title, 1)

    page = as_user("ketua.ternate", **PHONE)
    reads_what_is_asked(page, title, "kelengkapan ada: Lembar Disposisi")
    page.get_by_role("button", name=YES).tap()

    recorded(page, 2)


def test_who_refuses_gives_a_reason(as_user):
    title = "Laptop baru untuk ruang rapat"
    ask_for(as_user("pegawai.madiun"), title)
    do_step(as_user("operator.madiun"), title, 1)
    page = as_user("ketua.madiun", **PHONE)
    open_task(page, title)

    page.get_by_text("Tolak", exact=True).tap()
    page.get_by_role("button", name="Tolak permintaan").tap()
    expect(page.get_by_role("alert")).to_contain_text("Tulis alasan penolakan.")
    page.get_by_label("Alasan penolakan").fill(REASON)
    assert faults(page) == []
    page.get_by_role("button", name="Tolak permintaan").tap()

    expect(page.get_by_role("status").filter(has_text="Berkas ditolak")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(REASON)


def reads_what_is_asked(page, title, *words):
    """Tap the request on Beranda; what a decision needs is on the first screen, and so is yes."""
    page.goto("/")
    page.locator(".tasks").get_by_role("link", name=title, exact=True).tap()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_in_viewport()
    expect(page.locator(".pagehead").get_by_text(re.compile("·"))).to_be_in_viewport()
    form = page.locator("form.deciding")
    expect(form.locator(".due")).to_be_in_viewport()
    for said in words:
        expect(form.get_by_text(said).first).to_be_in_viewport()
    expect(page.get_by_role("button", name=YES)).to_be_in_viewport(ratio=1)


def recorded(page, step):
    expect(page.get_by_role("status").filter(has_text=f"langkah {step} dicatat")).to_be_visible()

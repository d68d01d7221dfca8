"""Upkeep on a phone: a device is checked, its problem becomes a request, the month sums it up."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import ANY_ACT, form_with, number_in
from tests.browser.filling import fill
from tests.browser.looks import PHONE, faults

pytestmark = pytest.mark.browser
MONTHLY = "Pemeliharaan bulanan"
NOTE = "Lampu merah dan berbunyi terus."


def open_case(page):
    page.goto(f"/berkas/?q={MONTHLY}")
    page.locator("main").get_by_role("link", name=re.compile(MONTHLY)).first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile(MONTHLY))).to_be_visible()


def begin_check(page):
    """Open the first device of the case's month that waits, or the first of all."""
    open_case(page)
    page.get_by_role("link", name="Buka pemeriksaan bulan ini").tap()
    waits = page.get_by_role("link", name="Periksa yang")
    if waits.count():
        waits.tap()
    else:
        page.locator("main table a").first.tap()
        page.get_by_role("link", name="Perbaiki hasil ini").tap()
    return page.get_by_role("heading", level=1).inner_text()


def test_a_problem_found_on_a_phone_becomes_a_request_and_stands_in_the_recapitulation(as_user):
    device, number = finds_a_problem(as_user("operator.madiun", **PHONE))

    operator = as_user("operator.madiun")
    for person in (operator, as_user("kasubag.madiun")):
        finish_all(person)

    recap = waiting_form(operator, "merekapitulasi")
    told = recap.get_by_label("Rekapitulasi").input_value()
    assert device in told
    assert number in told


def finds_a_problem(phone):
    """Check a device, hand its problem on, and return what it is called and the new number."""
    device = begin_check(phone)
    phone.get_by_text("Bermasalah", exact=True).tap()
    phone.get_by_label("Catatan").fill(NOTE)
    assert faults(phone) == []
    phone.get_by_role("button", name="Simpan dan lanjut").tap()
    phone.get_by_role("button", name="Jadikan permintaan layanan").tap()
    number = number_in(phone, "Diteruskan dengan nomor")
    assert faults(phone) == []
    open_case(phone)
    expect(phone.get_by_role("link", name=number).first).to_be_visible()
    return device, number


def finish_all(page):
    """Do whatever waits for this person on the case with what each step begins with."""
    while True:
        open_case(page)
        waits = page.locator(".now a[href*='/tugas/']")
        if not waits.count():
            return
        waits.first.click()
        form = form_with(page, ANY_ACT)
        fill(form, {})
        form.get_by_role("button", name=ANY_ACT).click()
        expect(page.get_by_role("status").first).to_be_visible()


def waiting_form(page, words):
    open_case(page)
    page.locator(".now a[href*='/tugas/']").first.click()
    expect(page.get_by_text(re.compile(words)).first).to_be_visible()
    return form_with(page, ANY_ACT)

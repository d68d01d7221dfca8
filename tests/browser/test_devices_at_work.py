"""Server, network and SIPP at the desks: read on a phone, found, approved, put right."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import do_step, form_with, open_task
from tests.browser.filling import fill
from tests.browser.looks import PHONE, faults

pytestmark = pytest.mark.browser
FAULT = {
    "Jalur": "LAN lantai 2",
    "Perangkat": "Bukan satu perangkat",
    "Letak": "Ruang hakim",
    "Masalahnya": "Sakelar mati.",
    "Akibatnya": "Berat",
}
FOUND = "LAN lantai 2, Ruang hakim: Sakelar mati."


def test_server_is_read_on_a_phone_and_warns_at_its_limit(as_user):
    page = as_user("operator.payakumbuh", **PHONE)
    page.goto("/server/")
    page.get_by_role("link", name="Catat pembacaan Server aplikasi").tap()
    form = form_with(page, "Catat pembacaan")
    assert faults(page) == []
    fill(form, {"Disk terpakai": "93", "Memori": "60", "Beban": "1.5", "Suhu": "58"})
    page.get_by_role("button", name="Catat pembacaan").tap()

    expect(page.get_by_text("Perlu diperiksa")).to_be_visible()
    expect(page.get_by_text("93%, batas 85%")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Buat token").tap()
    expect(page.get_by_text(re.compile("^sopti_"))).to_be_visible()
    assert faults(page) == []


def test_fault_of_the_network_is_found_approved_and_mended(as_user):
    title, kasubag = "Ruang hakim tidak tersambung", as_user("kasubag.madiun")
    operator, sekretaris = as_user("operator.madiun", **PHONE), as_user("sekretaris.madiun")
    opens_incident(kasubag, title)
    do_step(kasubag, title, 1)
    finds_fault(operator, title)
    do_step(operator, title, 2, {"Kesimpulan": "Ada masalah"})

    open_task(sekretaris, title)
    expect(sekretaris.get_by_text(FOUND).first).to_be_visible()
    do_step(sekretaris, title, 3)
    do_step(operator, title, 4, {"Cara penyelesaian": "Mandiri", "Hasil": "Pulih"})

    operator.goto("/jaringan/")
    expect(operator.get_by_text("Sakelar mati.")).to_have_count(0)


def opens_incident(page, title):
    page.goto("/jaringan/")
    assert faults(page) == []
    page.get_by_role("link", name="Penanganan gangguan jaringan").first.click()
    fill(form_with(page, "Buka berkas"), {"Perihal": title, "Uraian": "Sejak pagi."})
    page.get_by_role("button", name="Buka berkas").click()


def finds_fault(page, title):
    """Note a finding from the step's page, and be led back to it."""
    open_task(page, title)
    page.get_by_role("link", name="Catat temuan").tap()
    fill(form_with(page, "Catat temuan"), FAULT)
    page.get_by_role("button", name="Catat temuan").tap()
    expect(page.get_by_text(FOUND)).to_be_visible()
    assert faults(page) == []


def test_complaint_about_sipp_becomes_a_case_with_its_words(as_user):
    operator = as_user("operator.madiun")
    operator.goto("/sipp/")
    assert faults(operator) == []
    operator.get_by_role("link", name="Catat pengaduan").click()
    told = {"Pelapor": "Panitera muda hukum", "Keluhannya": "Menu jurnal tidak terbuka."}
    fill(form_with(operator, "Catat pengaduan"), told)
    operator.get_by_role("button", name="Catat pengaduan").click()
    title = "SIPP: Menu jurnal tidak terbuka."
    expect(operator.get_by_role("heading", level=1, name=title)).to_be_visible()

    open_task(operator, title)
    expect(operator.get_by_label("Pelapor")).to_have_value("Panitera muda hukum")
    do_step(operator, title, 4)

"""Where no script runs, people still come in, ask, decide and read."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import begin_request, do_step, form_with, number_in, open_task, photo

pytestmark = pytest.mark.browser

SILENT = {"java_script_enabled": False}


def file(clerk, title):
    """File a request whose solution could not be offered while its title was typed."""
    begin_request(clerk, title, photo("printer.jpg")).click()
    told = clerk.get_by_role("status").filter(has_text="mungkin solusi di bawah")
    expect(told).to_be_visible()
    form = form_with(clerk, "Kirim permintaan")
    form.get_by_label("Foto atau dokumen").set_input_files([photo("printer.jpg")])
    form.get_by_role("button", name="Kirim permintaan").click()
    number_in(clerk, "Permintaan terkirim dengan nomor")


def test_a_request_is_filed_and_brought_forward_without_scripts(as_user):
    title = "Printer arsip lantai lima bergetar"
    file(as_user("pegawai.madiun", **SILENT), title)
    do_step(as_user("operator.madiun", **SILENT), title, 1)
    page = as_user("ketua.madiun", **SILENT)
    open_task(page, title)
    page.get_by_text("Tolak", exact=True).click()
    page.get_by_role("button", name="Tolak permintaan").click()

    expect(page.get_by_role("alert")).to_contain_text("Langkah belum dicatat.")
    page.get_by_label("Alasan penolakan").fill("Sudah ditangani penyedia.")
    page.get_by_role("button", name="Tolak permintaan").click()
    expect(page.get_by_role("status")).to_contain_text("Berkas ditolak.")
    expect(page.get_by_role("main")).to_contain_text("Sudah ditangani penyedia.")


def test_menus_and_filters_open_without_scripts(as_user):
    page = as_user("kasubag.madiun", **SILENT, viewport={"width": 390, "height": 844})
    page.goto("/berkas/")

    page.get_by_text("Menu", exact=True).click()
    expect(page.get_by_role("button", name="Keluar").last).to_be_visible()
    page.goto("/berkas/")
    page.get_by_text("Saringan lain").click()
    page.get_by_label("Status").select_option(label="Selesai")
    page.get_by_role("button", name="Cari").click()

    expect(page.get_by_text("sesuai saringan")).to_be_visible()
    assert set(page.locator("main table .tag").all_inner_texts()) == {"Selesai"}

"""Where no script runs, people still come in, ask, decide and read."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import ask_for, do_step, open_task, photo

pytestmark = pytest.mark.browser

SILENT = {"java_script_enabled": False}


def test_a_request_is_filed_and_brought_forward_without_scripts(as_user):
    title = "Telepon ruang tunggu tidak berdering"

    ask_for(as_user("pegawai.madiun", **SILENT), title, photo("telepon.jpg"))
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

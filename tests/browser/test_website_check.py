"""The monthly check of the website: a round through the site, then its table to the last step."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.desk import do_step, form_with

pytestmark = pytest.mark.browser

TITLE = "Pemeriksaan website bulan ini"
OPEN = "/berkas/baru/as-32/pengelolaan-website/"


def test_a_monthly_check_of_the_website_from_its_first_to_its_last_step(as_user):
    page = as_user("operator.madiun")
    go_round(page)
    open_check(page)

    do_step(page, TITLE, 1, {"Keadaan website": "Baik"})
    do_step(page, TITLE, 2)
    do_step(page, TITLE, 3, {"Pengunjung": "5312", "Aktivitas pengunjung": "Wajar"})

    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    to_site(page)
    expect(page.get_by_role("row").filter(has_text="5.312")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="tidak ada masalah").first).to_be_visible()


def to_site(page):
    page.goto("/situs/")
    page.get_by_role("link", name="Situs pengadilan", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Situs pengadilan")).to_be_visible()


def go_round(page):
    """Note that the old part of the site was renewed today."""
    to_site(page)
    old = page.get_by_role("row").filter(has_text="Biaya perkara")
    expect(old.get_by_text("Usang")).to_be_visible()
    page.get_by_role("link", name="Catat kesegaran isi").click()
    page.get_by_label("Biaya perkara").fill(localdate().isoformat())
    page.get_by_role("button", name="Catat kesegaran").click()
    expect(page.get_by_text("Kesegaran 1 bagian dicatat.")).to_be_visible()
    expect(old.get_by_text("Baru", exact=True)).to_be_visible()


def open_check(page):
    page.goto(OPEN)
    form = form_with(page, "Buka berkas")
    form.get_by_label("Pemeriksaan rutin").check()
    form.get_by_label("Perihal").fill(TITLE)
    form.get_by_role("button", name="Buka berkas").click()
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()

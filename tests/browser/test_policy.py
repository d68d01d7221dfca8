"""A policy case of one court through all hands, until its decree is printed."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import do_step, form_with, open_task, opens_pdf
from tests.browser.filling import fill
from tests.browser.papers import paper
from tests.reports.reading import letters

pytestmark = pytest.mark.browser

TITLE = "Kebijakan TI untuk tahun berikutnya"
ACTIVITY = "Uji pemulihan data setiap semester"


def test_policy_case_of_madiun_ends_with_a_printed_decree(as_user):
    kasubag = as_user("kasubag.madiun")
    open_case(kasubag)
    do_step(kasubag, TITLE, 1, {"Kegiatan, baris 1": ACTIVITY})
    do_step(as_user("kabag.madiun"), TITLE, 2)

    stipulate(as_user("ketua.madiun"))
    do_step(as_user("operator.madiun"), TITLE, 4)

    kasubag.goto("/program-kerja/sk/")
    kasubag.locator("main tbody a").first.click()
    expect(kasubag.get_by_text("tidak dapat diubah")).to_be_visible()
    link = kasubag.get_by_role("link", name="Cetak")
    said = paper(kasubag, link.get_attribute("href"))
    assert opens_pdf(link)
    assert "memutuskan" in said
    assert letters(ACTIVITY).casefold() in said


def open_case(page):
    page.goto("/berkas/baru/as-32/perumusan-kebijakan/")
    fill(form_with(page, "Buka berkas"), {"Perihal": TITLE})
    page.get_by_role("button", name="Buka berkas").click()


def stipulate(page):
    """Read the draft on paper, then sign it by the step."""
    open_task(page, TITLE)
    assert opens_pdf(page.get_by_role("link", name="lihat di kertas"))
    page.get_by_role("button", name="Tetapkan dengan SK").click()
    expect(page.get_by_role("status").filter(has_text="langkah 3 dicatat")).to_be_visible()

"""Pictures of a case open over the page; without scripts they open by themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import PHONE, violations

pytestmark = pytest.mark.browser

CASE, FIRST, SECOND = "Pencetak tidak menarik kertas", "panel-pencetak.jpg", "kertas-tersangkut.jpg"


def open_case(page):
    page.goto("/berkas/?q=kertas")
    page.get_by_role("link", name=CASE).click()
    expect(page.get_by_role("heading", level=1, name=CASE)).to_be_visible()


@pytest.mark.parametrize(("screen", "theme"), [({}, "light"), (PHONE, "dark")])
def test_pictures_are_looked_through_by_keyboard(as_user, screen, theme):
    page = as_user("pegawai.madiun", **screen)
    open_case(page)
    box = page.get_by_role("dialog", name=FIRST)

    page.get_by_role("link", name=FIRST).focus()
    page.keyboard.press("Enter")
    expect(box.get_by_role("img", name=FIRST)).to_be_visible()
    assert violations(page, theme) == []
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog", name=SECOND)).to_contain_text("Gambar 2 dari 2")
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("Gambar 1 dari 2")
    page.keyboard.press("Escape")

    expect(box).to_be_hidden()
    expect(page.get_by_role("link", name=FIRST)).to_be_focused()


def test_the_picture_that_is_shown_is_downloaded_under_its_name(as_user):
    page = as_user("pegawai.madiun")
    open_case(page)

    page.get_by_role("link", name=FIRST).click()
    page.get_by_role("button", name="Berikutnya").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh").click()

    assert taken.value.suggested_filename == SECOND


def test_without_scripts_the_link_opens_the_picture(as_user):
    page = as_user("pegawai.madiun", java_script_enabled=False)
    open_case(page)

    page.get_by_role("link", name=FIRST).click()

    expect(page).to_have_url(re.compile(r"/lampiran/\d+/$"))
    expect(page.get_by_role("img")).to_be_visible()

"""Everything can be reached and done without a mouse, and one sees where one is."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import number_in
from tests.browser.looks import PHONE

pytestmark = pytest.mark.browser

# The outline of the focused thing, or of the box around it.
SEEN = """() => [document.activeElement, document.activeElement.closest('label, li, .input-group')]
    .some(one => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2
        && getComputedStyle(one).outlineStyle !== 'none')"""
HERE = """() => {
    const one = document.activeElement, label = (one.labels || [])[0];
    return ((label || one).innerText || one.getAttribute('aria-label') || '').trim();
}"""


def test_the_first_tab_leads_past_the_menus(as_user):
    page = as_user("kasubag.madiun")
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate(SEEN)


def test_the_menu_of_the_account_opens_and_closes_by_keyboard(as_user):
    page = as_user("kasubag.madiun")
    page.goto("/")

    go_to(page, "Endah Wulandari")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar").first).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Keluar").first).to_be_hidden()
    assert page.evaluate(HERE).startswith("Endah Wulandari")


@pytest.mark.parametrize("screen", [{}, PHONE])
def test_a_request_is_filed_without_a_mouse(as_user, screen):
    page = as_user("pegawai2.madiun", **screen)
    page.goto("/")
    press(page, "Ajukan", "Enter")
    page.wait_for_url("**/permintaan/baru/")

    press(page, "Perangkat keras", *["ArrowDown"] * 3)  # the first answer takes the focus
    write(page, "Perihal", f"Tetikus meja tamu macet {len(screen)}")
    write(page, "Perangkat atau ruang", f"NUP 441{len(screen)}")
    write(page, "Uraian", "Tombol kiri tidak menanggapi sejak Senin pagi.")
    press(page, "Pekerjaan berhenti", "Space")
    press(page, "Kirim permintaan", "Enter")

    number_in(page, "Permintaan terkirim dengan nomor")
    expect(page.locator("#permintaan")).to_contain_text("Aplikasi lain")
    expect(page.locator("#permintaan")).to_contain_text("Pekerjaan berhenti")


def press(page, name, *keys):
    go_to(page, name)
    for key in keys:
        page.keyboard.press(key)


def write(page, label, words):
    go_to(page, label)
    page.keyboard.type(words)


def go_to(page, name):
    """Press Tab until that is where one is. Everything on the way shows that it has the focus."""
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate(SEEN):
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        if page.evaluate(HERE).startswith(name):
            assert unseen == []
            return
    raise AssertionError(f"{name} was not met within 60 steps.")

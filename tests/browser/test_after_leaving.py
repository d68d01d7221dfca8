"""Desks are shared: whoever comes next finds nothing of who has left."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import log_in

pytestmark = pytest.mark.browser

# Browsers keep whole pages in memory for going back, which Playwright turns off.
FORGETFUL = "--disable-back-forward-cache"


@pytest.fixture
def desk(browser_type, browser_type_launch_args, browser_context_args):
    """A browser as it stands on a desk."""
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=[FORGETFUL])
    yield browser.new_context(**browser_context_args).new_page()
    browser.close()


def test_going_back_after_leaving_shows_no_page_of_who_has_left(desk):
    log_in(desk, "kasubag.madiun")
    desk.goto("/register/")
    told = desk.get_by_role("banner").locator("summary.who").inner_text()
    desk.locator("summary.who").click()
    desk.get_by_role("button", name="Keluar").click()
    expect(desk.get_by_role("button", name="Masuk", exact=True)).to_be_visible()

    for _ in range(2):
        desk.go_back()
        expect(desk.get_by_role("button", name="Masuk", exact=True)).to_be_visible()
        assert told not in desk.locator("body").inner_text()

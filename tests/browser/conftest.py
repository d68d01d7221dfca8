"""A browser at the desks of the demonstration's courts."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.server import prepared, served

PATIENCE = 15_000  # milliseconds; a machine may be busy with other things
expect.set_options(PATIENCE)
ANSWERED_WITH_A_PAGE = "the server responded with a status of 4"  # a refusal, not a fault


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder that all workers of a run have in common."""
    mine = tmp_path_factory.getbasetemp()
    return (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "shared"


@pytest.fixture(scope="session")
def site(shared, tmp_path_factory):
    """A worker's own site: a copy of the one that the first of them prepared."""
    return prepared(shared).copied(tmp_path_factory.getbasetemp() / "site")


@pytest.fixture(scope="session")
def base_url(site):
    """The address of a site that lives as long as the tests; `page.goto("/")` is its Beranda."""
    with served(site) as address:
        yield address


@pytest.fixture
def complaints():
    """What browsers wrote into their consoles during a test. There must be nothing."""
    said = []
    yield said
    assert said == []


@pytest.fixture
def new_window(browser, browser_context_args, complaints):
    """Open a window of a browser that nobody has used yet."""
    contexts = []

    def new_window(**settings):
        contexts.append(browser.new_context(**{**browser_context_args, **settings}))
        window = contexts[-1].new_page()
        window.set_default_timeout(PATIENCE)
        window.on("console", lambda told: _complain(complaints, window, told.text))
        window.on("pageerror", lambda error: _complain(complaints, window, str(error)))
        return window

    yield new_window
    for context in contexts:
        context.close()


def _complain(complaints, window, text):
    if ANSWERED_WITH_A_PAGE not in text:
        complaints.append(f"{window.url}: {text}")


@pytest.fixture
def as_user(new_window, site, base_url):
    """Open a window of this person, who is logged in: `as_user("ketua.madiun")`; "" is nobody.

    Within a test the same person with the same settings gets the same window again.
    """
    windows = {}

    def window(account, **settings):
        key = (account, repr(settings))
        if key not in windows:
            windows[key] = new_window(**settings)
        if account and not windows[key].context.cookies():
            ticket = {"name": "sessionid", "value": site.sessions[account], "url": base_url}
            windows[key].context.add_cookies([ticket])
        return windows[key]

    return window


@pytest.fixture
def pictures(tmp_path_factory):
    """A folder of this run for screenshots; nothing of it lands in the repository."""
    folder = tmp_path_factory.getbasetemp() / "pictures"
    folder.mkdir(exist_ok=True)
    return folder

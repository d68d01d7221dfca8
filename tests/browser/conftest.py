"""A browser at the desks of the demonstration's courts."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import log_in
from tests.browser.server import served

PATIENCE = 15_000  # milliseconds; a machine may be busy with other things
expect.set_options(PATIENCE)
ANSWERED_WITH_A_PAGE = "the server responded with a status of 4"  # a refusal, not a fault


@pytest.fixture(scope="session")
def base_url(tmp_path_factory):
    """The address of a site that lives as long as the tests; `page.goto("/")` is its Beranda."""
    with served(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def _logins():
    """What the browsers of those who came in remember: everybody logs in once."""
    return {}


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
def as_user(new_window, _logins):
    """Open a window of this person, who came in by the login form: `as_user("ketua.madiun")`.

    Within a test the same person with the same settings gets the same window again.
    """
    windows = {}

    def window(account, **settings):
        key = (account, repr(settings))
        if key not in windows:
            windows[key] = new_window(**settings, storage_state=_logins.get(account))
        if account not in _logins:
            log_in(windows[key], account)
            _logins[account] = windows[key].context.storage_state()
        return windows[key]

    return window


@pytest.fixture
def pictures(tmp_path_factory):
    """A folder of this run for screenshots; nothing of it lands in the repository."""
    folder = tmp_path_factory.getbasetemp() / "pictures"
    folder.mkdir(exist_ok=True)
    return folder

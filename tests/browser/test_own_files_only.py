"""A page is made of our own files: a court's network may be closed, and the policy is strict."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


def test_login_page_asks_nobody_else_and_breaks_no_policy(base_url, new_window):
    window, hosts = new_window(), set()
    window.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

    answer = window.goto("/masuk/")
    window.wait_for_load_state("networkidle")

    assert answer.status == 200
    assert hosts == {urlsplit(base_url).netloc}

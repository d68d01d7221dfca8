"""A page is made of our own files: a court's network may be closed, and the policy is strict."""

from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_login_page_asks_nobody_else_and_breaks_no_policy(live_server, page):
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda line: complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    answer = page.goto(f"{live_server.url}/masuk/")
    page.wait_for_load_state("networkidle")

    assert answer.status == 200
    assert hosts == {urlsplit(live_server.url).netloc}
    assert complaints == []

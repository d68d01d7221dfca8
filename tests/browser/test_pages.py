"""Every page that the menus lead to, on a desk and on a phone, with and without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, expect

from tests.browser.desk import form_with
from tests.browser.looks import PHONE, scrolls_sideways, too_small, violations

pytestmark = pytest.mark.browser

ACCOUNTS = [
    *(f"{role}.madiun" for role in ("kasubag", "admin", "pegawai", "operator", "kabag")),
    *(f"{role}.madiun" for role in ("umum", "sekretaris", "ketua")),
    *(f"{role}.ternate" for role in ("operatorsub", "editor", "redaktur", "adminweb", "pj")),
]
SHAPE = """() => [...new Set([
    ...[...document.querySelectorAll('main form *')].map(one => one.tagName + (one.type || '')),
    ...[...document.querySelectorAll('main :is(dl, table, .due, .tag, .notice, .empty, .now)')]
        .map(one => one.className),
])].sort().join(' ')"""
# Not a word of these belongs to Indonesian, to the office's own English, or to an address.
ENGLISH = re.compile(
    r"\b(the|this|please|required|invalid|submit|search|select|cancel|delete|save|error|true"
    r"|false|none|null|minutes|hours|days|today|yesterday|password)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def examined():
    """The kinds of pages that were looked at closely already."""
    return set()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_page_of_a_role_is_fit_to_be_seen(as_user, account, examined):
    desk, phone, wrong = as_user(account), as_user(account, **PHONE), []

    for address in walk(desk):
        wrong += [f"{address} at {width}" for width in scrolls_sideways(desk, 1366, 390, 320)]
        wrong += [f"{address} says {word}" for word in ENGLISH.findall(said_on(desk))]
        kind = (kind_of(address), desk.evaluate(SHAPE))
        if kind not in examined:
            examined.add(kind)
            wrong += [f"{address} {said}" for said in violations(desk)]
            phone.goto(address)
            wrong += [f"{address} phone {said}" for said in violations(phone)]
            wrong += [f"{address} phone {said}" for said in too_small(phone)]

    assert wrong == []


def walk(page):
    """Open the pages that the menus lead to, and from there one page of every other kind."""
    addresses, kinds = ["/"], set()
    while addresses:
        address = addresses.pop(0)
        if kind_of(address) in kinds:
            continue
        kinds.add(kind_of(address))
        answer = opened(page, address)
        if answer is None:
            continue
        assert (address, answer.status) == (address, 200)
        expect(page).to_have_title(re.compile("SOPTI$"))
        expect(page.locator("h1")).to_have_count(1)
        yield address
        addresses += links(page)


def opened(page, address):
    """Follow an address; None where it is no page but something to keep."""
    try:
        return page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return None
        raise


def said_on(page):
    """Return all that is there to read, also what only a screen reader says."""
    script = "all => all.flatMap(one => [one.title, one.ariaLabel]).join(' ')"
    named = page.locator("[title], [aria-label]").evaluate_all(script)
    return f"{page.locator('body').text_content()} {named}"


def links(page):
    script = "links => links.filter(one => !one.target).map(one => one.href)"
    hrefs = page.locator("a[href]").evaluate_all(script)
    here = urlsplit(page.url).netloc
    paths = [urlsplit(href) for href in hrefs]
    found = [
        path.path + (f"?{path.query}" if path.query else "")
        for path in paths
        if path.netloc == here
    ]
    return [address for address in found if kind_of(address)]


def kind_of(address):
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def test_a_form_with_errors_is_fit_to_be_seen_and_takes_the_reader_to_what_is_wrong(as_user):
    desk = as_user("pegawai.madiun", **PHONE)
    desk.goto("/permintaan/baru/")

    desk.get_by_role("button", name="Kirim permintaan").click()

    summary = desk.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(
        re.compile(r"Permintaan belum terkirim\.\s+Ada \d hal yang perlu diperbaiki\.")
    )
    expect(desk).to_have_title(re.compile("^Galat: Ajukan permintaan"))
    assert violations(desk) + too_small(desk) + scrolls_sideways(desk, 320, 390, 1366) == []
    summary.get_by_role("link", name="Pilih jenis layanan.").click()
    expect(form_with(desk, "Kirim permintaan").get_by_role("radio").first).to_be_focused()


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/tidak-ada/", 404, "Halaman tidak ditemukan"),
        ("/berkas/999999/", 404, "Halaman tidak ditemukan"),
        ("/pengelolaan/", 403, "dibuka oleh Pengelola SOPTI"),
        ("/masuk/", 200, "Masuk"),
    ],
)
def test_a_page_that_is_not_for_me_wears_the_same_dress(as_user, new_window, address, status, says):
    page = new_window() if status == 200 else as_user("pegawai.madiun")

    answer = page.goto(address)

    assert answer.status == status
    expect(page.get_by_role("main")).to_contain_text(says)
    assert violations(page) + scrolls_sideways(page, 320, 390, 1366) == []


def test_the_colours_follow_the_device_until_somebody_chooses(as_user):
    page = as_user("umum.madiun", color_scheme="dark")
    painted = page.locator("html")
    page.goto("/")
    expect(painted).to_have_attribute("data-bs-theme", "dark")

    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("button", name="Terang").click()
    expect(painted).to_have_attribute("data-bs-theme", "light")
    page.goto("/berkas/")

    expect(painted).to_have_attribute("data-bs-theme", "light")

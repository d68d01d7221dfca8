"""Every page that the menus lead to, on a desk and on a phone, with and without scripts."""

import json
import re

import pytest
from django.urls import URLResolver, get_resolver
from playwright.sync_api import expect

from tests.browser.crawl import Seen
from tests.browser.desk import form_with
from tests.browser.looks import DESK, PHONE, faults
from tests.browser.server import inside, once_for_all, prepared

pytestmark = pytest.mark.browser

# Not a word of these belongs to Indonesian, to the office's own English, or to an address.
ENGLISH = re.compile(
    r"\b(the|this|please|required|invalid|submit|search|select|cancel|delete|save|error|true"
    r"|false|none|null|minutes|hours|days|today|yesterday|password)\b",
    re.IGNORECASE,
)
FILE, STATE = "a file", "looked at by the test that brings its case so far"
NONE = "nothing of the demonstration is in the state for it"
PROGRAM = "programs ask for it that watch over the server"
APART = "looked at in test_behind_forms.py"
TWO_STEPS = "looked at in test_second_step.py"
# What the walk does not come to as a page, with the reason. What only takes forms tells itself.
NO_PAGE = {
    "account_logout": "only a form leads to it",
    "agenda:ics": FILE,
    "guide:picture": FILE,
    "health:alive": PROGRAM,
    "health:healthz": PROGRAM,
    "health:metrics": PROGRAM,
    "identity:confirm_elsewhere": "nobody of the demonstration is tied to a provider",
    "identity:held": TWO_STEPS,
    "maintenance:add_test": NONE,
    "maintenance:applications_xlsx": FILE,
    "maintenance:asset_card": FILE,
    "maintenance:asset_photo": FILE,
    "maintenance:assets_csv": FILE,
    "maintenance:assets_xlsx": FILE,
    "maintenance:check_photo": FILE,
    "maintenance:give_seat": APART,
    "maintenance:handover": FILE,
    "maintenance:import_preview": APART,
    "maintenance:import_template": FILE,
    "maintenance:plan_paper": FILE,
    "maintenance:print_labels": FILE,
    "maintenance:risks_xlsx": FILE,
    "maintenance:server_script": FILE,
    "maintenance:test_evidence": FILE,
    "mfa_authenticate": TWO_STEPS,
    "mfa_deactivate_totp": TWO_STEPS,
    "mfa_edit_webauthn": TWO_STEPS,
    "mfa_generate_recovery_codes": TWO_STEPS,
    "mfa_list_webauthn": "leads on to the page of the account's security",
    "mfa_login_webauthn": "only a form leads to it",
    "mfa_reauthenticate": TWO_STEPS,
    "mfa_reauthenticate_webauthn": TWO_STEPS,
    "mfa_remove_webauthn": TWO_STEPS,
    "mfa_view_recovery_codes": TWO_STEPS,
    "monitors:stands": "a part of a monitor's page, which asks for it again while it waits",
    "privacy:draft_letter": FILE,
    "privacy:letter": FILE,
    "reports:blank_form": FILE,
    "reports:bundle": APART,
    "reports:bundle_file": FILE,
    "reports:book_paper": FILE,
    "reports:book_xlsx": FILE,
    "reports:case_sheet": FILE,
    "reports:procedure": FILE,
    "reports:report_pdf": FILE,
    "reports:report_photo": FILE,
    "reports:report_print_state": "a part of a report's page, which asks for it until it is made",
    "reports:return_report": APART,
    "reports:scan": APART,
    "reports:sop": FILE,
    "reports:sop_review": FILE,
    "reports:task_sheet": FILE,
    "requests:change_sentence": APART,
    "requests:day_list": FILE,
    "requests:earlier_preview": APART,
    "requests:earlier_template": FILE,
    "requests:edit_item": NONE,
    "requests:new_survey_round": APART,
    "requests:print_survey_round": FILE,
    "requests:maybe_helps": "a part of the request form, which asks for it while one writes",
    "requests:new_item": NONE,
    "requests:print_decree": FILE,
    "requests:print_programme": FILE,
    "requests:register_csv": FILE,
    "requests:register_xlsx": FILE,
    "requests:regulation_file": FILE,
    "requests:reopen": STATE,
    "requests:survey": STATE,
    "requests:written_down": APART,
    "retention:record_paper": FILE,
    "sop:differences": "the demonstration has one edition of each SOP",
    "sso:come_back": "the provider leads back to it",
    "website_ops:bill": FILE,
    "website_ops:chosen_photos": FILE,
    "website_ops:photo": FILE,
    "website_ops:retire_site": NONE,
    "website_ops:small_photo": FILE,
    "website_ops:story_paper": FILE,
    "workflow:attachment": FILE,
    "workflow:thumbnail": FILE,
}
CONVERTERS = re.compile(r"<(?:(\w+):)?\w+>")


def addresses_in(patterns, space="", before="/"):
    """Yield every address of the house as (name, an example of it)."""
    for one in patterns:
        example = before + CONVERTERS.sub(lambda made: "1" if made[1] == "int" else "x",
                                          str(one.pattern))  # fmt: skip
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from addresses_in(one.url_patterns, inner, example)
        else:
            yield f"{space}{one.name}", example


ADDRESSES = sorted(addresses_in(get_resolver().url_patterns))


@pytest.fixture(scope="session")
def seen(shared, tmp_path_factory):
    """What everybody finds who follows every menu and link."""

    def walk():
        apart = prepared(shared).copied(tmp_path_factory.getbasetemp() / "walked")
        return json.loads(inside(apart.var, "tests.browser.crawl"))

    return [Seen(**page) for page in once_for_all(shared, "seen", walk)]


def test_every_page_of_every_role_is_there_and_speaks_indonesian(seen):
    wrong = [(page.account, page.address, page.status) for page in seen if page.status != 200]
    wrong += [(page.address, page.title) for page in seen if not page.title.endswith("SOPTI")]
    wrong += [(page.address, "heads", page.heads) for page in seen if page.heads != 1]
    wrong += [(page.address, word) for page in seen for word in ENGLISH.findall(page.words)]

    assert wrong == []


@pytest.mark.parametrize(("name", "example"), ADDRESSES)
def test_every_address_has_a_page_that_is_fit_to_be_seen(as_user, seen, name, example):
    pages = different([page for page in seen if page.name == name])
    if not pages and name not in NO_PAGE:
        answer = as_user("kasubag.madiun").context.request.get(example, headers={"Accept": "*/*"})
        assert answer.status == 405, f"{name}: lead to it from a page, or say in NO_PAGE why not."

    wrong = []
    for page in pages:
        window = as_user(page.account, **PHONE)
        window.set_viewport_size(DESK)
        window.goto(page.address)
        wrong += faults(window)

    assert wrong == []


def different(pages):
    """Return so few of them that everything that is on any of them is on one of these."""
    left, chosen = {part for page in pages for part in page.shape}, []
    while pages and (left or not chosen):
        chosen.append(max(pages, key=lambda page: len(left & set(page.shape))))
        left -= set(chosen[-1].shape)
    return chosen


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
    assert faults(desk) == []
    summary.get_by_role("link", name="Pilih jenis layanan.").click()
    expect(form_with(desk, "Kirim permintaan").get_by_role("radio").first).to_be_focused()


def test_the_colours_follow_the_device_until_somebody_chooses(as_user):
    page = as_user("umum.madiun", color_scheme="dark")
    painted = page.locator("html")
    page.goto("/")
    expect(painted).to_have_attribute("data-bs-theme", "dark")

    page.get_by_role("banner").locator("summary.who").click()
    page.get_by_role("button", name="Terang").click()
    expect(painted).to_have_attribute("data-bs-theme", "light")
    page.goto("/berkas/")

    expect(painted).to_have_attribute("data-bs-theme", "light")

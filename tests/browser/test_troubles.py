"""What goes wrong at a desk ends in a sentence that helps, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    YES,
    ask_for,
    begin_request,
    do_step,
    enter,
    form_with,
    log_in,
    open_task,
    photo,
)
from tests.browser.looks import PHONE, faults
from tests.browser.papers import steps_of
from tests.reports.reading import words

pytestmark = pytest.mark.browser

DETAIL = "Sejak tadi pagi kertas tersangkut tiga kali. Sudah dibersihkan, tetap macet."
KEY = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_decides_once(as_user, scripts):
    title = f"Speaker ruang sidang {1 + scripts} mati"
    waits_for_ketua(as_user, title)
    page = as_user("ketua.payakumbuh", java_script_enabled=scripts)
    open_task(page, title)

    page.get_by_role("button", name=YES).dblclick()

    expect(page.get_by_role("status").filter(has_text="langkah 2 dicatat")).to_be_visible()
    assert [one.number for one in steps_of(page)] == ["1", "2"]
    expect(page.locator("#catatan").get_by_text("Langkah 2 selesai oleh")).to_have_count(1)


def test_a_tab_that_was_left_open_says_that_the_step_is_done(as_user, pictures):
    title = "Lampu proyektor ruang sidang padam"
    waits_for_ketua(as_user, title)
    page = as_user("ketua.payakumbuh", **PHONE)
    open_task(page, title)
    address, other = page.url, page.context.new_page()
    other.goto(address)
    other.get_by_role("button", name=YES).click()
    expect(other.get_by_role("status").filter(has_text="langkah 2 dicatat")).to_be_visible()

    page.get_by_role("button", name=YES).tap()

    expect(page.get_by_role("alert")).to_contain_text("Langkah 2 sudah")
    page.screenshot(path=pictures / "tab-lama.png", full_page=True)
    assert faults(page) == []
    expect(page.get_by_role("button", name=YES)).to_have_count(0)


def test_a_session_that_is_lost_in_the_middle_of_a_form_gives_the_words_back(new_window, pictures):
    title = "Pemindai ruang arsip berbunyi keras"
    page = new_window(**PHONE)
    log_in(page, "pegawai2.madiun")
    send = begin_request(page, title)
    page.context.clear_cookies(name="sessionid")

    send.tap()
    expect(page.get_by_role("heading", level=1, name="Masuk")).to_be_visible()
    page.screenshot(path=pictures / "sesi-hilang-masuk.png", full_page=True)
    enter(page, "pegawai2.madiun")

    page.screenshot(path=pictures / "sesi-hilang.png", full_page=True)
    expect(page.get_by_role("heading", level=1, name="Ajukan permintaan")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text(DETAIL)
    assert faults(page) == []


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"name": "video.mp4", "mimeType": "video/mp4", "buffer": b"xx"}, "tidak diterima"),
        ({"name": "besar.pdf", "mimeType": "application/pdf",
          "buffer": b"%PDF-1.4 " + b"0" * 10_000_001}, "terlalu besar"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_costs_no_words(as_user, pictures, file, says):
    title = f"Kamera gagal mengirim {file['name']}"
    page = as_user("pegawai.madiun", **PHONE)

    begin_request(page, title, file).tap()

    expect(page.get_by_role("alert")).to_contain_text(says)
    page.screenshot(path=pictures / f"lampiran-{file['name']}.png", full_page=True)
    form = form_with(page, "Kirim permintaan")
    expect(form.get_by_label("Perihal")).to_have_value(title)
    expect(form.get_by_label("Uraian")).to_have_value(DETAIL)
    form.get_by_label("Foto atau dokumen").set_input_files(photo())
    page.get_by_role("button", name="Kirim permintaan").tap()
    expect(page.get_by_role("status")).to_contain_text("Permintaan terkirim")


def test_a_body_that_is_too_large_is_refused_before_it_is_read(as_user, pictures, tmp_path):
    title = "Video gangguan server ruang sidang"
    page = as_user("pegawai.madiun")
    heavy = [tmp_path / f"video{number}.jpg" for number in range(2)]
    for one in heavy:
        with one.open("wb") as file:
            file.truncate(40_000_000)
    send = begin_request(page, title)
    page.get_by_label("Foto atau dokumen").set_input_files(heavy)

    send.click()

    expect(page.get_by_role("main")).to_contain_text("Kiriman terlalu besar")
    page.screenshot(path=pictures / "terlalu-besar.png", full_page=True)
    page.go_back()
    expect(page.get_by_label("Perihal")).to_have_value(title)


def test_a_window_of_a_paper_that_is_closed_at_once_issues_nothing_twice(as_user, pictures):
    title = "Pencetak ruang panitera macet"
    ask_for(as_user("pegawai.payakumbuh"), title)
    page = as_user("operator.payakumbuh")
    do_step(page, title, 1)
    sheets = page.locator("#dokumen .doclist").get_by_role("link")
    link = sheets.first
    first = key_of(page, link)

    with page.expect_popup() as opened:
        link.click()
    opened.value.close()

    assert key_of(page, link) == first
    page.reload()
    expect(sheets).to_have_count(1)
    expect(page.locator("#dokumen")).to_contain_text("dapat dicetak lagi")
    page.screenshot(path=pictures / "cetak-lagi.png", full_page=True)


def key_of(page, link):
    """Return the key that the sheet behind a link bears."""
    answer = page.context.request.get(link.get_attribute("href"))
    return KEY.search(words(answer.body()))[0]


def waits_for_ketua(as_user, title):
    ask_for(as_user("pegawai.payakumbuh"), title)
    do_step(as_user("operator.payakumbuh"), title, 1)


def test_what_was_typed_stays_when_another_button_of_the_page_is_pressed(as_user):
    title = "Kipas kotak pusat data berdengung"
    ask_for(as_user("pegawai2.madiun"), title)
    page = as_user("operator.madiun")
    open_task(page, title)
    note = form_with(page, "Selesaikan langkah").locator(
        "textarea:visible, input[type=text]:visible"
    )
    note = note.first
    before = note.input_value()

    note.fill("Sudah diperiksa di tempat.")
    page.get_by_role("button", name="Mulai").first.click()
    expect(page.get_by_role("status").filter(has_text="Langkah mulai dikerjakan")).to_be_visible()

    expect(note).to_have_value("Sudah diperiksa di tempat.")
    page.reload()
    expect(note).to_have_value(before)

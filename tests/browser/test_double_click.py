"""Impatience, two windows, the back button, a session that has ended: nothing happens twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import (
    ANY_ACT,
    ask_for,
    begin_request,
    enter,
    form_with,
    log_in,
    look_for,
    open_task,
)
from tests.browser.filling import fill

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_files_one_request(as_user, scripts):
    title = f"Wastafel panel {1 + scripts} bergetar"
    page = as_user("pegawai.madiun", java_script_enabled=scripts)
    send = begin_request(page, title)

    send.dblclick()

    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    assert cases_called(page, title) == 1


def test_going_back_and_sending_again_leads_to_the_same_case(as_user):
    title = "Pemindai ruang arsip tidak terbaca"
    page = as_user("pegawai.madiun")
    ask_for(page, title)
    case = page.url

    page.go_back()
    page.get_by_role("button", name="Kirim permintaan").click()

    expect(page).to_have_url(case)
    assert cases_called(page, title) == 1


def test_who_comes_second_reads_who_did_the_step_and_when(as_user):
    title = "Kabel jaringan ruang mediasi putus"
    ask_for(as_user("pegawai.madiun"), title)
    first, second = as_user("operator.madiun"), as_user("operator2.madiun")
    for page in (first, second):
        open_task(page, title)
        fill(form_with(page, ANY_ACT), {"Perangkat atau aplikasi": "Kabel UTP di dinding timur"})

    first.get_by_role("button", name=ANY_ACT).click()
    expect(first.get_by_role("status")).to_contain_text("langkah 1 dicatat")
    second.get_by_role("button", name=ANY_ACT).click()

    told = second.get_by_role("alert")
    expect(told).to_contain_text("Langkah 1 sudah diselesaikan oleh Dimas Prasetyo")
    expect(told).to_contain_text(re.compile(r"hari ini pukul \d\d\.\d\d"))
    kept = second.locator(".notice").filter(has_text="Yang Anda tulis tidak hilang")
    expect(kept.get_by_text("Kabel UTP di dinding timur")).to_be_visible()
    expect(second.get_by_role("button", name=ANY_ACT)).to_have_count(0)


def test_a_form_sent_after_leaving_leads_to_the_login_and_loses_nothing(new_window):
    title = "Permintaan dari jendela yang sudah keluar"
    page = new_window()
    log_in(page, "pegawai2.madiun")
    send = begin_request(page, title)
    leave(page.context.new_page())

    send.click()

    expect(page.get_by_role("heading", level=1, name="Masuk")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("tidak dicatat karena Anda sudah keluar")
    expect(page.get_by_role("main")).to_contain_text(title)
    enter(page, "pegawai2.madiun")
    expect(page.get_by_role("heading", level=1, name="Ajukan permintaan")).to_be_visible()
    assert cases_called(page, title) == 0


def test_who_left_meanwhile_comes_back_to_the_step_and_not_to_a_dead_end(new_window, as_user):
    title = "Papan ketik ruang mediasi rusak"
    ask_for(as_user("pegawai.madiun"), title)
    page = new_window()
    log_in(page, "operator2.madiun")
    open_task(page, title)
    page.get_by_label("Uraian permintaan").fill("")
    page.get_by_role("button", name=ANY_ACT).click()  # refused: the page has another address now
    expect(page.get_by_role("alert")).to_be_visible()
    leave(page.context.new_page())

    page.get_by_role("button", name=ANY_ACT).click()
    enter(page, "operator2.madiun")

    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def leave(page):
    page.goto("/")
    page.get_by_role("banner").locator("summary.who").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1, name="Masuk")).to_be_visible()


def cases_called(page, title):
    page.goto("/berkas/")
    look_for(page, title)
    expect(page.get_by_text("sesuai saringan")).to_be_visible()
    return page.get_by_role("link", name=title).count()

"""Asking the requester, who reads it where they look first."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk import ask_for, do_step, open_task

pytestmark = pytest.mark.browser


def test_a_question_reaches_the_requester_and_its_answer_the_desk(as_user):
    title = "Kamera ruang sidang utama buram"
    requester, desk = as_user("pegawai.payakumbuh"), as_user("operator.payakumbuh")
    ask_for(requester, title)

    ask(desk, title, "Sejak kapan gambarnya buram?")
    answer(requester, title, "Sejak hari Senin, sesudah dibersihkan.")

    expect(requester.get_by_role("heading", name="Menunggu jawaban Anda")).to_have_count(0)
    do_step(desk, title, 1)
    expect(desk.locator("#percakapan")).to_contain_text("Sejak hari Senin")


def ask(page, title, question):
    open_task(page, title)
    page.get_by_text("Tanya pemohon").click()
    page.get_by_label("Pesan", exact=True).fill(question)
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_role("status")).to_contain_text("Waktu berhenti sampai dijawab")


def answer(page, title, words):
    """Find the question on Beranda, and in the case before everything else."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("menunggu jawaban Anda")
    page.locator(".tasks").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name="Menunggu jawaban Anda")).to_be_visible()
    page.get_by_role("link", name="Jawab pertanyaan").click()
    page.get_by_label("Pesan", exact=True).fill(words)
    page.get_by_role("button", name="Kirim jawaban").click()

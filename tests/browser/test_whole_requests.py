"""A request of each court through all hands, and that its papers say what its page says."""

import re
from dataclasses import dataclass

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.desk import ANY_ACT, ask_for, do_step, form_with, look_for, open_task, photo
from tests.browser.filling import fill
from tests.browser.looks import PHONE, faults
from tests.browser.papers import (
    facts_of,
    missing,
    paper,
    printed,
    said_by,
    steps_of,
    wrongly_crossed,
)
from tests.reports.reading import ticks

pytestmark = pytest.mark.browser

# What stands between the values of one line of the case page.
BETWEEN = re.compile(r"\n|, target |, perkiraan Rp|, (?=selesai)|(?<=[a-z\d])\. (?=[A-Z])")
REMARK = "Diperiksa bersama pemohon di loket."
DUTY = "644/KPA.W28-A1/SPT.KP1/XI/2026"


@dataclass
class Way:
    """Who does the steps of the table, one after the other, and which of them does what."""

    court: str
    issuer: str
    desks: str
    sop: str
    dispose: int = 2
    classify: int = 4
    prioritise: int = 6
    consider: int = 7
    fulfil: int = 9

    def facts(self):
        """Return which step's sheet bears which fact of the case page."""
        return {
            "Pemohon": 1, "Unit": 1, "Jenis layanan": 1, "Urgensi menurut pemohon": 1,
            "Sifat disposisi": self.dispose,
            "Klasifikasi": self.classify, "Prioritas": self.prioritise,
            "Pertimbangan": self.consider, "Diserahkan kepada": self.fulfil,
        }  # fmt: skip


MADIUN = Way(
    "madiun", "PENGADILAN AGAMA KOTA MADIUN",
    "operator ketua kasubag operator kasubag kasubag kabag sekretaris operator", "SOP/AS/32",
)  # fmt: skip
TERNATE = Way(
    "ternate", "PENGADILAN AGAMA TERNATE",
    "operator wakil kasubag operator kasubag kasubag kabag sekretaris operator", "AS/29",
)  # fmt: skip
PAYAKUMBUH = Way(
    "payakumbuh", "PENGADILAN AGAMA PAYAKUMBUH",
    "operator ketua operator kasubag kasubag kasubag sekretaris operator", "AS/29",
    classify=3, prioritise=5, consider=6, fulfil=8,
)  # fmt: skip


def test_a_request_of_madiun_that_was_returned_once(as_user):
    title, reason = "Pencetak loket 3 macet terus", "Kategori seharusnya jaringan."
    page = as_user("pegawai.madiun")
    ask_for(page, title, photo("kertas-macet.jpg"))
    expect(page.get_by_role("link", name="kertas-macet.jpg")).to_be_visible()
    walk(as_user, MADIUN, title, until=4)

    send_back(as_user("kasubag.madiun"), title, reason)
    expect(step(as_user("kasubag.madiun"), 4)).to_contain_text(reason)
    do_step(as_user("operator.madiun"), title, 4, {"Kategori": "Jaringan dan internet"})
    walk(as_user, MADIUN, title, after=4)

    opened(page, title)
    expect(page.locator(".step__back")).to_contain_text(reason)
    assert {one.form for one in steps_of(page)} == {
        "", *(f"FM/AS/32/{number:02}" for number in range(5, 11))
    }  # fmt: skip
    assert disagreements(page, MADIUN) == []


def test_a_request_of_ternate_that_the_acting_head_disposed_and_that_was_done_well(as_user):
    title = "Wi-Fi ruang sidang sering putus"
    appoint(as_user("admin.ternate"), "Dra. Hj. Fatimah Umasangaji, M.H.", "Ketua")
    ask_for(as_user("pegawai.ternate"), title)
    walk(as_user, TERNATE, title)

    page = opened(as_user("pegawai.ternate", **PHONE), title)
    expect(step(page, 2)).to_contain_text("Dra. Hj. Fatimah Umasangaji, M.H., Plh. Ketua")
    expect(step(page, 2)).to_contain_text(f"Surat perintah {DUTY}")
    assert disagreements(page, TERNATE) == []
    confirm(page)
    expect(page.locator("#konfirmasi")).to_contain_text("sudah beres")


def test_a_request_of_payakumbuh_that_was_not_done_well_and_is_reopened(as_user):
    title, reason = "Pemindai ruang arsip tidak terbaca", "Setelah dinyalakan lagi, macet lagi."
    requester = as_user("pegawai.payakumbuh", **PHONE)
    number = ask_for(requester, title)
    walk(as_user, PAYAKUMBUH, title)
    opened(requester, title)
    assert disagreements(requester, PAYAKUMBUH) == []
    before, case = steps_of(requester), requester.url

    reopen(requester, reason)

    expect(requester.get_by_role("status")).to_contain_text(f"{number} dibuka kembali sebagai")
    expect(requester.locator("#permintaan")).to_contain_text(reason)
    assert facts_of(requester)["Lanjutan dari"] == number
    assert steps_of(requester) == []
    requester.goto(case)
    assert steps_of(requester) == before
    expect(requester.locator("#konfirmasi")).to_contain_text(reason)


def test_a_request_that_is_refused_ends_with_the_reason(as_user):
    title, reason = "Minta pencetak baru untuk tiap meja", "Tidak ada anggaran tahun ini."
    requester = as_user("pegawai.madiun", **PHONE)
    ask_for(requester, title)
    do_step(as_user("operator.madiun"), title, 1)

    refuse(as_user("ketua.madiun"), title, reason)

    requester.goto("/pemberitahuan/")
    told = requester.get_by_role("main").get_by_role("link", name=re.compile(title))
    told.first.click()
    expect(requester.get_by_role("main")).to_contain_text("Ditolak")
    expect(requester.get_by_role("main")).to_contain_text(reason)
    assert missing([reason, title], paper(requester, steps_of(requester)[1].sheet)) == []
    assert faults(requester) == []


# --------------------------------------------------------------------------------------- the hands
def walk(as_user, way, title, *, after=0, until=99):
    for number, desk in enumerate(way.desks.split(), start=1):
        if after < number <= until:
            do_step(as_user(f"{desk}.{way.court}"), title, number)


def send_back(page, title, reason):
    """Return the step: first without a reason, which is refused and costs nothing, then with."""
    open_task(page, title)
    form = form_with(page, ANY_ACT)
    form.get_by_text("Isi Daftar Klasifikasi").click()
    form.get_by_text("Kembalikan", exact=True).click()
    fill(form, {"Catatan verifikasi": REMARK, "Alasan pengembalian": " "})
    act = form.get_by_role("button", name="Kembalikan sekarang")
    act.click()

    nothing_is_lost(page, form)
    page.get_by_role("alert").get_by_role("link", name="Tulis alasan pengembalian").click()
    why = form.get_by_role("textbox", name="Alasan pengembalian")
    expect(why).to_be_focused()

    why.fill(reason)
    act.click()
    expect(page.get_by_role("status").filter(has_text="langkah 5 dicatat")).to_be_visible()


def nothing_is_lost(page, form):
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Langkah belum dicatat.")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Galat: "))
    expect(form.get_by_label("Alasan pengembalian")).to_be_visible()
    expect(form.get_by_label("Catatan verifikasi")).to_have_value(REMARK)


def refuse(page, title, reason):
    open_task(page, title)
    page.get_by_text("Tolak", exact=True).click()
    page.get_by_label("Alasan penolakan").fill(reason)
    page.get_by_role("button", name="Tolak permintaan").click()
    expect(page.get_by_role("status")).to_contain_text("Berkas ditolak.")


def reopen(page, reason):
    page.get_by_role("link", name="Belum beres, buka kembali").click()
    assert faults(page) == []
    page.get_by_label("Apa yang belum beres?").fill(reason)
    page.get_by_role("button", name="Buka kembali permintaan").click()


def confirm(page):
    """Say that it is done well, and answer the three questions that follow."""
    page.get_by_role("button", name="Sudah beres").click()
    expect(page.get_by_role("status")).to_contain_text("Anda nyatakan beres")
    assert faults(page) == []
    fill(form_with(page, "Kirim survei"), {})
    page.get_by_role("button", name="Kirim survei").click()
    expect(page.get_by_role("status")).to_contain_text("Survei terkirim. Terima kasih.")


def appoint(page, person, role):
    """Appoint who acts from today on, as the court's administrator does with the letter in hand."""
    page.goto("/pengelolaan/penunjukan/baru/")
    form, today = form_with(page, "Catat penunjukan"), localdate().isoformat()
    form.get_by_label("Pegawai").select_option(label=person)
    form.get_by_label("Peran").select_option(label=role)
    form.get_by_label("Plh.").check()
    form.get_by_label("Nomor surat perintah").fill(DUTY)
    form.get_by_label("Sampai tanggal").fill(today)
    page.get_by_role("button", name="Catat penunjukan").click()
    expect(page.get_by_role("status")).to_be_visible()


def opened(page, title):
    """Open the case from the list of cases, where its requester looks for it."""
    page.goto("/berkas/")
    look_for(page, title)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return page


def step(page, number):
    return page.locator(f"#langkah-{number}")


# -------------------------------------------------------------------------------------- the papers
def disagreements(page, way):
    """Say what the page tells and the papers do not: each step's sheet, and the case's own."""
    steps, facts = steps_of(page), facts_of(page)
    number = re.search(r"\d+/TI\.\w+/PA\.\w+/\d{4}", page.locator(".pagehead").inner_text())[0]
    assert len(steps) == len(way.desks.split())
    pdfs = [printed(page, one.sheet) for one in steps]
    sheets = [said_by(pdf) for pdf in pdfs]
    assert ticks(pdfs[way.dispose - 1]) != []
    whole = paper(page, page.get_by_role("link", name="Cetak berkas").get_attribute("href"))
    said = [number, way.issuer, *(part for one in steps for part in (one.performer, one.capacity))]
    found = [("berkas", lost) for lost in missing(said, whole)]
    for one, sheet in zip(steps, sheets, strict=True):
        told = [way.issuer, way.sop, f"{number}/{one.number}", *one.said()]
        found += [(one.number, lost) for lost in missing(told, sheet)]
    for label, step_number in way.facts().items():
        told = [part for part in BETWEEN.split(facts[label]) if part]
        found += [(label, lost) for lost in missing(told, sheets[step_number - 1] + whole)]
        found += [(label, lost) for lost in wrongly_crossed(told, pdfs[step_number - 1])]
    return found

"""One path of publishing and one of social media, as their people walk it in a browser."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


TITLE = "Artikel layanan bagi penyandang disabilitas"
LEAD = "Jalur dan kursi roda tersedia di ruang pelayanan."
SEEN = "Kursi roda di depan pintu pelayanan"
BROKEN = {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": b"bukan gambar"}


def picture(shade):
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 120, 90)).save(out, "JPEG")
    return {"name": f"IMG_{shade}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_a_story_gets_photos_with_progress_and_keeps_what_was_typed(as_user):
    page = as_user("operatorsub.ternate")
    page.goto("/")
    page.locator("a[href*='/tugas/']", has_text=TITLE).first.click()
    page.get_by_label("Teras berita").fill(LEAD)

    page.get_by_label("Tambah foto").set_input_files([picture(40), BROKEN, picture(80)])

    expect(page.get_by_text("2 dari 3 foto ditambahkan.")).to_be_visible()
    expect(page.get_by_text("“rusak.jpg”")).to_be_visible()
    expect(page.get_by_label("Teras berita")).to_have_value(LEAD)
    choose_the_first(page)
    expect(page.get_by_text("langkah 3 dicatat.")).to_be_visible()
    page.get_by_label("Naskah").get_by_role("link", name=TITLE).click()
    expect(page.get_by_alt_text(SEEN).first).to_be_visible()


def choose_the_first(page):
    page.get_by_label("Terbitkan foto 1").check()
    page.get_by_label("Teks alternatif").first.fill(SEEN)
    page.get_by_role("button", name="Selesaikan langkah").click()


def test_a_post_is_counted_as_one_types_and_refused_when_too_long(as_user):
    page = as_user("adminweb.banjarnegara")
    page.goto("/media-sosial/")
    page.get_by_role("link", name="Mulai konten").click()
    page.get_by_label("Perihal").fill("Jadwal sidang keliling Desember")
    page.get_by_role("button", name="Buka berkas").click()
    page.locator("a[href*='/tugas/']").first.click()

    page.get_by_label("Teks X").fill("a" * 290)

    expect(page.get_by_text("290 dari 280 huruf: terlalu banyak")).to_be_visible()
    page.get_by_role("button", name="Selesaikan langkah").click()
    expect(page.get_by_text("Terlalu panjang: 290 huruf, kurangi 10 huruf.").first).to_be_visible()
    page.get_by_label("Kelengkapan sudah ada").check()
    page.get_by_label("Teks X").fill("Sidang keliling 3 Desember di Kalibening.")
    page.get_by_role("button", name="Selesaikan langkah").click()
    expect(page.get_by_text("langkah 1 dicatat.")).to_be_visible()

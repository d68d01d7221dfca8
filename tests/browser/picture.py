"""The picture of the README: a case that waits for somebody, taken from the demonstration.

python -m tests.browser.picture
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.desk import log_in
from tests.browser.server import prepared, served
from tests.check import ROOT
from tests.shots import CHROMIUM

PICTURE = ROOT / "docs" / "gambar" / "berkas.png"
SCREEN = {"width": 1366, "height": 1000}
WHO, CASE = "operator2.madiun", "Sambungan nirkabel ruang keuangan lemah"
COLOURS = 128  # enough for our tones, and a fourth of the bytes


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(prepared(Path(folder))) as address,
        sync_playwright() as playwright,
    ):
        shot = _shoot(playwright.chromium.launch(**CHROMIUM), address)
    PICTURE.parent.mkdir(exist_ok=True)
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)


def _shoot(browser: Browser, address: str) -> bytes:
    page = browser.new_page(
        base_url=address, viewport=SCREEN, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    log_in(page, WHO)
    page.goto("/berkas/")
    page.get_by_role("link", name=CASE).click()
    page.get_by_role("heading", level=1, name=CASE).wait_for()
    return page.screenshot()


if __name__ == "__main__":
    main()

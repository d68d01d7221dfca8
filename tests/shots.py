"""Pictures of pages as people see them: wide and narrow, light and dark.

    python -m tests.shots / /berkas/ --as kasubag.madiun --out /tmp/pictures
    python -m tests.shots addresses.txt --base http://127.0.0.1:8000 --only 390 --theme light

A running server is needed. The tool logs in through the login form, says which pages scroll
sideways or complain in the browser's console, and ends with 1 when one does.
"""

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
WIDTHS = {1366: 768, 390: 844}
THEMES = {"light": "", "dark": "-gelap"}
PASSWORD = "sopti-demo-2026"  # noqa: S105 (the demonstration's, printed in the README)


def main() -> int:
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for width in asked.only or WIDTHS:
            for theme in asked.theme or THEMES:
                complaints += _shoot(browser, asked, width, theme)
        browser.close()
    _say("\n".join(complaints) or "Nothing scrolls sideways; the console is clean.")
    return bool(complaints)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", help="addresses, or files that list them")
    parser.add_argument("--as", dest="user", default="", help="user name; none: not logged in")
    parser.add_argument("--password", default=PASSWORD)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--login", default="/masuk/")
    parser.add_argument("--out", type=Path, default=Path("var/shots"))
    parser.add_argument("--only", type=int, nargs="*", choices=WIDTHS, help="widths")
    parser.add_argument("--theme", nargs="*", choices=THEMES)
    parser.add_argument("--fold", action="store_true", help="the first screen, not the whole page")
    return parser.parse_args()


def _shoot(browser: Browser, asked: argparse.Namespace, width: int, theme: str) -> list[str]:
    size = {"width": width, "height": WIDTHS[width]}
    context = browser.new_context(
        viewport=size, color_scheme=theme, base_url=asked.base, locale="id-ID"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.type}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    if asked.user:
        _log_in(page, asked)
    for address in _addresses(asked.pages):
        page.set_viewport_size(size)
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            complaints.append(f"{address} scrolls sideways at {width} px.")
        _keep(page, asked, f"{_name(asked.user, address)}-{width}{THEMES[theme]}.png")
    context.close()
    return complaints


def _keep(page: Page, asked: argparse.Namespace, name: str) -> None:
    if not asked.fold:  # a screen as high as the page: what sticks to its foot stays there
        height = page.evaluate("document.documentElement.scrollHeight")
        width = page.evaluate("innerWidth")
        page.set_viewport_size({"width": width, "height": max(height, WIDTHS[width])})
    page.screenshot(path=asked.out / name)
    _say(str(asked.out / name))


def _log_in(page: Page, asked: argparse.Namespace) -> None:
    page.goto(asked.login)
    page.fill("[name=login]", asked.user)
    page.fill("[name=password]", asked.password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()
    if asked.login in page.url:
        raise SystemExit(f"{asked.user} was not let in: {page.inner_text('main')[:300]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _addresses(pages: list[str]) -> list[str]:
    found: list[str] = []
    for page in pages:
        path = Path(page)
        found += path.read_text().split() if path.is_file() else [page]
    return found


def _name(user: str, address: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{user}-{address}".lower()).strip("-") or "beranda"


if __name__ == "__main__":
    sys.exit(main())

"""What a page must be to everybody: wide enough, tall enough, readable, silent in the console."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"type": "tag", "values": STANDARD}
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})
    .then(found => found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""

DESK = {"width": 1366, "height": 768}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FINGER = 43.5
# What people press or fill in. A link within a sentence may be as high as its line.
CONTROLS = (
    "button, summary, select, textarea, .btn, .choice, .form-check-label, .bottombar a, .topbar a,"
    " .page-link, .task a, input:not([type=hidden], [type=radio], [type=checkbox])"
)
TOO_LOW = """(controls, finger) => controls
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('.skip'))
    .map(one => [one, one.matches('.task a') ? one.closest('.task') : one])
    .map(([one, area]) => [one, area.getBoundingClientRect()])
    .filter(([one, area]) => area.width && Math.min(area.height, area.width) < finger)
    .map(([one, area]) => `${one.outerHTML.slice(0, 120)} is ${area.width}x${area.height}`)"""


def faults(page: Page) -> list[str]:
    """Say what is wrong with a page: light on a desk, dark on a phone, and how wide it is.

    The window is left a phone's. Both schemes have the same tokens at all widths, and a page has
    the same things in it: twice finds what four times would.
    """
    found = [f"at {width} px" for width in scrolls_sideways(page, 1366, 320, 390)]
    page.set_viewport_size(DESK)
    found += [f"desk {one}" for one in violations(page, "light")]
    page.set_viewport_size(PHONE["viewport"])
    found += [f"phone, dark {one}" for one in violations(page, "dark")]
    found += [f"phone {one}" for one in too_small(page)]
    return [f"{page.url} {one}" for one in found]


def violations(page: Page, theme: str) -> list[str]:
    """Say what axe finds in light or in dark; the page is light again afterwards."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    _paint(page, theme)
    found = page.evaluate(RUN, EVERY_RULE)
    _paint(page, "light")
    return found


def _paint(page: Page, theme: str) -> None:
    page.evaluate("theme => document.documentElement.setAttribute('data-bs-theme', theme)", theme)


def scrolls_sideways(page: Page, *widths: int) -> list[int]:
    """Return the widths at which the page is wider than its window; the window stays as it was."""
    before, found = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    page.set_viewport_size(before)
    return found


def too_small(page: Page) -> list[str]:
    """Say what a finger would miss."""
    return page.locator(CONTROLS).evaluate_all(TOO_LOW, FINGER)

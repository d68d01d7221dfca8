"""What a page must be to everybody: wide enough, tall enough, readable, silent in the console."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"type": "tag", "values": STANDARD}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})
    .then(found => found.violations.flatMap(rule => rule.nodes.map(
        node => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)))"""

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


def violations(page: Page) -> list[str]:
    """Say what axe finds, in light and in dark. Colours alone differ between the two."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, EVERY_RULE)
    _paint(page, "dark")
    found += [f"dark {one}" for one in page.evaluate(RUN, CONTRAST)]
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

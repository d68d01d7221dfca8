"""What a case says of itself on the screen, and what its papers say: read to be compared."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.reports.reading import letters, ticks, words

STEPS = """steps => steps.map(step => {
    const who = step.querySelector('.step__who'), out = step.querySelector('.step__out');
    return {
        number: step.querySelector('.step__mark').innerText.trim(),
        activity: step.querySelector('.step__title').lastChild.textContent.trim(),
        performer: who.querySelector('b').innerText.trim(),
        capacity: who.querySelector('span').innerText.trim(),
        letter: (who.innerText.match(/Surat perintah (.+)/) || ['', ''])[1].trim(),
        form: (out.querySelector('small') || {innerText: ''}).innerText.trim(),
        sheet: out.querySelector('a').getAttribute('href'),
    };
})"""
FACTS = """lines => Object.fromEntries(lines.map(line =>
    [line.querySelector('dt').innerText.trim(), line.querySelector('dd').innerText.trim()]))"""


OWN_LAYOUT = ("/05", "/06")


@dataclass
class Step:
    """A finished step as the case page tells it, and the address of its sheet."""

    number: str
    activity: str
    performer: str
    capacity: str
    letter: str
    form: str
    sheet: str

    def said(self) -> list[str]:
        """Return what its sheet must say. The two forms with a layout of their own name no step."""
        activity = "" if self.form.endswith(OWN_LAYOUT) else self.activity
        told = [activity, self.performer, self.capacity, self.letter, self.form]
        return [one for one in told if one]


def steps_of(page: Page) -> list[Step]:
    return [Step(**one) for one in page.locator(".step--done:not(#konfirmasi)").evaluate_all(STEPS)]


def facts_of(page: Page) -> dict[str, str]:
    """Return what the case page says of the request, by its label."""
    return page.locator("#permintaan dl > div").evaluate_all(FACTS)


def printed(page: Page, address: str) -> bytes:
    """Return a sheet as it is printed."""
    answer = page.context.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def said_by(pdf: bytes) -> str:
    """Return the letters of a sheet, without the breaks between its lines and cells."""
    return letters(words(pdf)).casefold()


def paper(page: Page, address: str) -> str:
    return said_by(printed(page, address))


def wrongly_crossed(told: list[str], pdf: bytes) -> list[str]:
    """Return what the screen tells and whose box on the sheet is not crossed."""
    boxes = ticks(pdf)
    crossed = {word for word, is_on in boxes if is_on}
    return [one for one in told if (one, False) in boxes and one not in crossed]


def missing(told: list[str], sheet: str) -> list[str]:
    """Return what the screen tells and the sheet does not."""
    return [one for one in told if letters(one).casefold() not in sheet]

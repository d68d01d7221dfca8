"""A person before a form: reads labels, knows some answers, finds something for the rest."""

from django.utils.timezone import localdate
from playwright.sync_api import ElementHandle, Locator

# What can be filled in and seen, in the order of the page; files are chosen by hand.
CONTROLS = (
    "input:visible:not([type=hidden], [type=file], [type=submit]), textarea:visible, select:visible"
)
READ = """controls => controls.map(control => ({
    kind: control.tagName === 'INPUT' ? control.type : control.tagName.toLowerCase(),
    label: (control.getAttribute('aria-label') || (control.labels[0] || {}).innerText || '').trim(),
    question: (control.closest('fieldset')?.querySelector('legend')?.innerText || '').trim(),
    filled: ['radio', 'checkbox'].includes(control.type)
        ? [...control.form.elements].some(one => one.name === control.name && one.checked)
        : control.value !== '',
    longest: control.maxLength > 0 ? control.maxLength : 2000,
    options: [...(control.options || [])].filter(one => one.value).map(one => one.text),
}))"""
NOT_THE_FIRST_ROW = tuple(f"baris {number}" for number in range(2, 10))


def fill(form: Locator, answers: dict[str, str]) -> None:
    """Fill every field in sight: with the answer to its label, or with something of its kind.

    What is filled already stays, unless an answer is known. An answer whose label is nowhere on
    the page is a mistake of the test, or a field that the page has lost.
    """
    unused = set(answers)
    for kinds in ({"radio"}, {"checkbox"}, None):  # what is chosen may bring further fields
        for control, field in read(form):
            if kinds is not None and field["kind"] not in kinds:
                continue
            known = _answer(field, answers)
            unused -= {known}
            if known or not _is_done(field):
                _give(control, field, answers.get(known))
    assert unused == set()


def read(form: Locator) -> list[tuple[ElementHandle, dict]]:
    """Return the fields in sight as they present themselves. None of them may be nameless.

    Each with the very control: what comes into the page meanwhile does not shift the others.
    """
    controls = form.locator(CONTROLS).element_handles()
    fields = form.page.evaluate(READ, controls)
    assert [field for field in fields if not field["label"]] == []
    return list(zip(controls, fields, strict=True))


def _answer(field: dict, answers: dict[str, str]) -> str | None:
    named = field["question"] or field["label"]
    return next((known for known in answers if named.startswith(known)), None)


def _is_done(field: dict) -> bool:
    return field["filled"] or field["label"].endswith(NOT_THE_FIRST_ROW)


def _give(control: ElementHandle, field: dict, answer: str | None) -> None:
    kind = field["kind"]
    if kind in {"radio", "checkbox"}:
        _tick(control, field, answer)
    elif kind == "select":
        control.select_option(label=answer or field["options"][0])
    else:
        control.fill(answer or _something(field))


def _tick(control: ElementHandle, field: dict, answer: str | None) -> None:
    wanted = answer is None or field["label"].startswith(answer)
    if wanted and not (answer is None and _group_has_one(control)):
        control.check()


def _group_has_one(control: ElementHandle) -> bool:
    script = "one => [...one.form.elements].some(other => other.name === one.name && other.checked)"
    return control.evaluate(script)


def _something(field: dict) -> str:
    simple = {"number": "1", "time": "09:00", "date": localdate().isoformat()}
    return simple.get(field["kind"]) or f"{field['label']}: sudah diperiksa."[: field["longest"]]

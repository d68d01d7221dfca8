"""Reading forms out of pages as a browser does, and filling them as a person would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

OPTIONAL = "(boleh dikosongkan)"
WORDS = "Dikerjakan menurut SOP."
BY_TYPE = {
    "number": "2026",
    "date": "2026-11-16",
    "time": "09:30",
    "datetime-local": "2026-11-16T09:30",
    "url": "https://www.pa-contoh.go.id/berita/uji-jalan",
}


@dataclass
class Control:
    """One named control, or a group of radios or ticks of one name."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_optional: bool = False


@dataclass
class Form:
    action: str
    method: str = "get"
    controls: dict[str, Control] = field(default_factory=dict)

    def filled(self, **chosen):
        """Return what is sent: what the page gives, what was chosen, words where not optional."""
        sent = {}
        for name, control in self.controls.items():
            value = chosen.get(name, _fill(control))
            if value is not None:
                sent[name] = value
        return sent


def forms_of(page):
    """Return every form of a page by its action."""
    reader = _Reader()
    reader.feed(page)
    forms = sorted(reader.forms, key=lambda form: len(form.controls))
    return {form.action: form for form in forms}  # of two with one action the larger is meant


def _fill(control):
    if control.kind in {"hidden", "submit"} or control.value:
        return control.value
    if control.is_optional or control.kind == "file":
        return None
    if control.options:
        return control.options[0]
    return BY_TYPE.get(control.kind, WORDS)


class _Reader(HTMLParser):
    """Collects forms. A control is optional when the block it stands in says so to the reader."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self._form = self._text_of = None
        self._block = []  # the controls since the last block of a field began

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self._form = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is None:
            return
        if (told.get("id") or "").startswith("div_"):
            self._is_optional = False
        starts = {"input": self._input, "select": self._select, "option": self._option}
        starts |= {"textarea": self._textarea, "button": self._button}
        if tag in starts:
            starts[tag](told)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._selected = None
        if tag == "textarea" and self._text_of:
            self._text_of.value = self._text_of.value.strip()
            self._text_of = None

    def handle_data(self, data):
        if OPTIONAL in data:
            self._is_optional = True
        if self._text_of:
            self._text_of.value += data

    _is_optional = False
    _selected = None  # the list that is being read; a datalist only proposes

    def _add(self, name, kind):
        if name not in self._form.controls:
            self._form.controls[name] = Control(name, kind, is_optional=self._is_optional)
        return self._form.controls[name]

    def _input(self, told):
        name, kind = told.get("name"), told.get("type", "text")
        if not name or kind == "submit":
            return
        control, value = self._add(name, kind), told.get("value") or ""
        if kind in {"radio", "checkbox"}:
            control.options.append(value or "on")
            if "checked" in told:
                control.value = value or "on"
        else:
            control.value = value

    def _button(self, told):
        """A button with a name is one of the answers of a decision: one of them is pressed."""
        if told.get("name"):
            answers = self._add(told["name"], "answer")
            answers.is_optional = False
            answers.options.append(told["value"])

    def _textarea(self, told):
        self._text_of = self._add(told["name"], "textarea")

    def _select(self, told):
        self._selected = self._add(told["name"], "select")

    def _option(self, told):
        if told.get("value") and self._selected:
            self._selected.options.append(told["value"])
            if "selected" in told:
                self._selected.value = told["value"]

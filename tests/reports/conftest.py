"""A door for HTML of a test's own, and a machine whose WeasyPrint is broken."""

import pytest

from sopti.reports import presses
from sopti.reports.pdf import render_pdf


@pytest.fixture
def print_html(settings, tmp_path):
    """Return a function that sends HTML through the door, as a template of its own."""
    folder = tmp_path / "templates"
    folder.mkdir()
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [folder, *engine["DIRS"]]}]

    def send(html, **context):
        (folder / "sheet.html").write_text(html)
        return render_pdf("sheet.html", context)

    return send


@pytest.fixture
def broken_weasyprint(monkeypatch, tmp_path):
    """Return a function that puts a package of that name first on the path: a broken machine."""

    def put(code):
        (tmp_path / "site" / "weasyprint").mkdir(parents=True)
        (tmp_path / "site" / "weasyprint" / "__init__.py").write_text(code)
        monkeypatch.syspath_prepend(tmp_path / "site")
        presses.end_all()  # one that stands ready has the whole one

    yield put
    presses.end_all()

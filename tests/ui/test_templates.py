"""What every template of the house keeps to."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ICONS = {path.stem for path in (ROOT / "sopti" / "ui" / "icons").glob("*.svg")}
LONGEST = 80

# Paper is no page: its templates are read by the maker of PDFs, whose drawings need numbers.
PAGES = [path for path in TEMPLATES if path.parent.name != "reports"]


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_no_style_or_script_of_its_own(path):
    text = path.read_text()

    assert not re.search(
        r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:", text
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_switches_escaping_off(path):
    assert not re.search(r"\|\s*safe|autoescape\s+off|\|\s*safeseq", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_is_loaded_from_elsewhere(path):
    assert not re.search(r"(?:src|href|action|url)\s*[=(]\s*[\"']?(?:https?:)?//", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_short(path):
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name[0] == "_"], ids=name)
def test_a_partial_says_first_what_it_is(path):
    first = path.read_text().lstrip()

    assert first.startswith("{#") or path.name in {"_classes.html", "_label.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_icon_that_is_drawn_is_there(path):
    drawn = set(re.findall(r"{%\s*icon\s+[\"']([^\"']+)[\"']", path.read_text()))

    assert drawn <= ICONS


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_form_that_changes_something_proves_where_it_comes_from(path):
    text = path.read_text()

    posts = len(re.findall(r"<form[^>]*method=\"post\"", text))
    assert text.count("{% csrf_token %}") >= posts


def test_what_we_took_from_others_needs_nothing_more_and_brings_its_licence():
    vendored = ROOT / "static" / "vendor"

    assert "sourceMappingURL" not in (vendored / "bootstrap" / "bootstrap.min.css").read_text()
    for folder in [*vendored.iterdir(), ROOT / "sopti" / "ui" / "icons"]:
        assert (folder / "LICENSE").is_file(), folder


def test_the_stylesheet_loads_only_what_lies_beside_it():
    sheet = ROOT / "static" / "css" / "sopti.css"

    for address in re.findall(r"url\(\"?([^\")]+)", sheet.read_text()):
        assert (sheet.parent / address).is_file(), address

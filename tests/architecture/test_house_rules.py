"""What no linter knows of our style guide."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = ["sopti", "requests", "maintenance", "website_ops", "tests"]
HARNESS = ROOT / "tests" / "bench" / "bench.py"  # a copy, kept as it is so that it can be compared
MOST_LINES_OF_CODE = 400
MOST_LINES_OF_A_TEMPLATE = 80


def code() -> list[Path]:
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def longer_than(most: int, paths: list[Path]) -> list[str]:
    lengths = [(path, len(path.read_text().splitlines())) for path in paths]
    return [f"{path.relative_to(ROOT)}: {length}" for path, length in lengths if length > most]


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_file_fits_in_a_head():
    ours = [path for path in code() if path != HARNESS]
    assert longer_than(MOST_LINES_OF_CODE, ours) == []


def test_template_fits_on_two_screens():
    assert longer_than(MOST_LINES_OF_A_TEMPLATE, templates()) == []


def test_template_holds_no_style_and_no_script_of_its_own():
    inline = r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+="

    assert lines_with(inline, templates()) == []


def test_template_trusts_no_text():
    assert lines_with(r"\|\s*safe\b|autoescape off", templates()) == []


def test_only_settings_read_the_environment():
    ours = [path for path in code() if path.parts[len(ROOT.parts)] != "tests"]
    readers = [path for path in ours if path.name not in {"settings.py", "wsgi.py"}]

    assert lines_with(r"os\.environ|os\.getenv", readers) == []

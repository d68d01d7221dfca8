"""Presses that stand ready: one process for many papers, and a fresh child for each of them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sopti.core.errors import Refusal
from sopti.reports import presses
from tests.reports.processes import children, wait_for, wait_until_gone

# A WeasyPrint that tells which papers its process has seen, instead of laying one out.
REMEMBERS = """
import os, sys, types
seen = []

class HTML:
    def __init__(self, string, url_fetcher):
        seen.append(string)

    def render(self, **_):
        return self

    def write_pdf(self, **_):
        return f"{seen} {os.getppid()} {os.getcwd()}".encode()

class CSS:
    def __init__(self, **_):
        pass

for name, has in {"text": (), "text.fonts": ("FontConfiguration",),
                  "urls": ("URLFetcher", "URLFetcherResponse")}.items():
    made = types.ModuleType(f"weasyprint.{name}")
    for one in has:
        setattr(made, one, type(one, (), {"__init__": lambda self, **_: None}))
    sys.modules[f"weasyprint.{name}"] = made
"""
WORD = "{{ word }}"  # one template for all papers of a test
FAILS = REMEMBERS.replace("seen.append(string)", "raise ValueError(string)")
HANGS = REMEMBERS.replace("seen.append(string)", "import time; time.sleep(60)")


@pytest.fixture(autouse=True)
def begin_and_end_without_a_press():
    presses.end_all()
    yield
    presses.end_all()


def test_one_press_makes_all_papers_and_no_paper_sees_another(print_html, broken_weasyprint):
    broken_weasyprint(REMEMBERS)
    before = children()

    first, second = (print_html(WORD, word=one).decode().split() for one in ("satu", "dua"))

    assert (first[0], second[0]) == ("['satu']", "['dua']")
    assert first[1] == second[1]  # children of the same press
    assert first[2] != second[2]
    assert not Path(first[2]).exists()
    assert children() - before == {first[1]}


def test_a_press_that_was_killed_meanwhile_is_replaced(print_html, broken_weasyprint):
    broken_weasyprint(REMEMBERS)
    _, killed, _ = print_html(WORD, word="satu").decode().split()
    os.kill(int(killed), signal.SIGKILL)
    wait_until_gone(killed)

    seen, press, _ = print_html(WORD, word="dua").decode().split()

    assert seen == "['dua']"
    assert press != killed


def test_a_paper_that_hangs_takes_its_press_with_it(print_html, broken_weasyprint, settings):
    broken_weasyprint(HANGS)
    settings.PAPER_SECONDS = 1
    before = children()

    with pytest.raises(Refusal, match="terlalu lama disusun"):
        print_html(WORD, word="satu")

    assert children() == before


def test_a_press_whose_paper_failed_is_not_used_again(print_html, broken_weasyprint):
    broken_weasyprint(FAILS)
    before = children()

    with pytest.raises(Refusal, match="tidak dapat disusun"):
        print_html(WORD, word="satu")

    assert children() == before


def test_only_one_press_stands_ready():
    before = children()

    presses.stand_ready()
    presses.stand_ready()

    assert len(children() - before) == 1


@pytest.mark.parametrize("paper", ["", HANGS])
def test_nothing_is_left_of_a_web_process_that_was_killed(settings, tmp_path, paper):
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(paper or REMEMBERS)
    code = "\n".join([
        f"import django, sys; sys.path.insert(0, {str(tmp_path)!r}); django.setup()",
        "from sopti.reports import presses; presses.stand_ready()",
        "print(presses._ready[0]._process.pid, flush=True)",
        f"{paper and 'presses.print_paper(str(), [], seconds=2)'}",
        "import time; time.sleep(60)",
    ])  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, stdout=subprocess.PIPE,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    ) as web:  # fmt: skip
        press = web.stdout.readline().decode().strip()
        child = wait_for_child(press) if paper else press
        web.kill()

    wait_until_gone(child)
    wait_until_gone(press)


def wait_for_child(press):
    found = Path(f"/proc/{press}/task/{press}/children")
    return wait_for(lambda: found.read_text().strip())

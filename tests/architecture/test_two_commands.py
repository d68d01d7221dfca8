"""The two commands and what they install are in order, and name no place to install from."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROGRAMS = ["bin/run", "bin/test", "bin/prove", ".ci/run", ".ci/run-next"]
PINNED = ["base", "dev", "many", "next", "tools"]


def names_in(text: str) -> set[str]:
    return {
        re.split(r"[^a-z0-9-]", line, maxsplit=1)[0]
        for line in text.lower().splitlines()
        if re.match(r"[a-z]", line)
    }


def versions_in(name: str) -> dict[str, str]:
    pins = re.findall(
        r"^([a-z0-9-]+)==(\S+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
    )
    return dict(pins)


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_can_be_started(name):
    assert os.access(ROOT / name, os.X_OK)


@pytest.mark.parametrize("name", [*PROGRAMS, "bin/setup.sh"])
def test_program_is_correct_bash(name):
    read = subprocess.run(["bash", "-n", ROOT / name], capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")


@pytest.mark.parametrize("name", PINNED)
def test_requirements_hold_no_address(name):
    texts = [(ROOT / f"requirements/{name}.{kind}").read_text() for kind in ("in", "txt")]

    found = [
        line
        for text in texts
        for line in text.splitlines()
        if re.search(r"https?:|://|index-url|find-links|@ ", line)
    ]

    assert found == []


@pytest.mark.parametrize("name", PINNED)
def test_every_wanted_package_is_pinned_with_a_hash(name):
    wanted = names_in((ROOT / f"requirements/{name}.in").read_text())
    entries = re.split(r"\n(?=[a-z])", (ROOT / f"requirements/{name}.txt").read_text().strip())

    assert wanted - set(versions_in(name)) == set()
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_tests_run_on_the_versions_that_courts_get():
    base, dev = versions_in("base"), versions_in("dev")

    assert {name: dev.get(name) for name in base} == base


def test_refused_option_names_the_ones_there_are(tmp_path):
    asked = subprocess.run(
        [ROOT / "bin/run", "--prot", "8000"], capture_output=True, text=True, check=False
    )

    assert asked.returncode == 1
    assert "Pilihan tidak dikenal: --prot" in asked.stderr
    assert "--port N" in asked.stderr


@pytest.mark.parametrize("port", ["", "0", "abc", "65536"])
def test_impossible_port_is_refused_in_words(port):
    asked = subprocess.run(
        [ROOT / "bin/run", "--port", port], capture_output=True, text=True, check=False
    )

    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == "--port memerlukan angka 1 sampai 65535.\n"

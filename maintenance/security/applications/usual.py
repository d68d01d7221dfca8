"""The usual tests of an application: the same for every court, as a start."""

from __future__ import annotations

import tomllib
from functools import cache

from django.conf import settings

FILE = settings.BASE_DIR / "fixtures" / "security_tests.toml"


@cache
def usual_tests() -> list[tuple[str, str]]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [(test["what"], test["expected"]) for test in told["tests"]]

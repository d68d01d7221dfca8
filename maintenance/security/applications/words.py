"""How the tests of an acceptance are said, on pages and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maintenance.security.applications.enums import Result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maintenance.security.applications.models import Application, TestCase


def summary_of(tests: Collection[TestCase]) -> str:
    """Say how the tests went: "5 dari 6 kasus uji lulus. Gagal: …"."""
    if not tests:
        return ""
    passed = sum(test.result == Result.PASSED for test in tests)
    failed = [test.what for test in tests if test.result == Result.FAILED]
    open_ones = sum(not test.result for test in tests)
    said = f"{passed} dari {len(tests)} kasus uji lulus."
    if failed:
        said += f" Gagal: {'; '.join(failed)}."
    return said + (f" {open_ones} belum diuji." if open_ones else "")


def lines_of(tests: Iterable[TestCase]) -> list[str]:
    """Return each test in one line of a step's paper."""
    return [
        f"{number}. {test.what}: {test.said.lower()} ({test.tester})"
        + (f". {test.found}" if test.found else "")
        for number, test in enumerate(tests, start=1)
    ]


def line_of(app: Application) -> str:
    """Return an application in one line: name and version, users, where, open weaknesses."""
    told = [f"{app.name} {app.version}".strip(), app.users, app.runs_on]
    weak = getattr(app, "open_weaknesses", 0)
    told.append(f"{weak} celah terbuka" if weak else "tanpa celah yang diketahui")
    return "; ".join(word for word in told if word)

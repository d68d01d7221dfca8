"""The one door to paper: a template goes in, a PDF comes out of a process that can be killed."""

from __future__ import annotations

import json
import logging
import re
import signal
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from sopti.core.errors import Refusal, refuse_if
from sopti.reports.presses import print_paper

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

log = logging.getLogger(__name__)

ENDED_BY_A_LIMIT = (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM)
MISSING = 3  # the press's exit code for "a library is not installed"
WITH_PLACES = "--places"
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 3_000
PLACES = threading.BoundedSemaphore(2)  # papers made at once by one web process
PLACE_SECONDS = 20
APT_LINE = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

TOO_LARGE = (
    "Dokumen ini terlalu besar untuk dicetak sekaligus. "
    "Cetak bagiannya saja: lembar tiap langkahnya, atau masa yang lebih pendek."
)
TOO_SLOW = (
    "Dokumen ini terlalu lama disusun, jadi pencetakannya dihentikan. "
    "Coba lagi, atau cetak bagiannya saja: lembar tiap langkahnya, atau masa yang lebih pendek."
)
BUSY = "Banyak dokumen sedang dicetak. Coba lagi sebentar lagi."
FAILED = (
    "Dokumen ini tidak dapat disusun. Sebabnya sudah dicatat di server: "
    "sampaikan nomor berkas dan jamnya kepada pengelola SOPTI."
)


class Place(NamedTuple):
    """Where something fell: its page from 0, top and bottom in px from the top of that page."""

    page: int
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class PaperUnavailable(Refusal):
    """No PDF can be made on this server: what is missing, and the line that installs it."""

    def __init__(self, missing: str, line: str) -> None:
        self.missing, self.line = missing, line
        super().__init__(
            f"PDF belum dapat dibuat di server ini: {missing} belum terpasang. "
            f"Pengelola server dapat memasangnya dengan: {line}"
        )


def render_pdf(  # noqa: PLR0913 (what a paper may bring along)
    template: str,
    context: Mapping[str, Any],
    *,
    sheets: tuple[str, ...] = ("form.css",),
    emblem: Path | None = None,
    pictures: Mapping[str, Path] | None = None,
    drawn: Mapping[str, str] | None = None,
    seconds: int = 0,
) -> bytes:
    """Return the PDF of a template laid out with our packed stylesheets (`base.css` comes first).

    Refuses what is too large or takes too long, and says which library is missing.
    `emblem` is the picture that the template shows as `app:emblem`, `pictures` are others that
    it shows by their names, `app:picture-1`. `drawn` are drawings and rules of this paper alone,
    by file name: the template shows `app:drawn/NAME`, and `drawn/rules.css` is a sheet like others.
    `seconds` is how long it may take; else as usual.
    """
    html = render_to_string(template, dict(context))
    shown = ({"app:emblem": emblem} if emblem else {}) | dict(pictures or {})
    arguments = [*sheets, *(f"{name}={path}" for name, path in shown.items())]
    return _in_turn(html, arguments, drawn or {}, seconds=seconds)


def measured(
    template: str,
    context: Mapping[str, Any],
    *,
    sheets: tuple[str, ...] = ("form.css",),
    emblem: Path | None = None,
    drawn: Mapping[str, str] | None = None,
) -> dict[str, Place]:
    """Return where each element with an id falls when the template is laid out. Prints nothing."""
    html = render_to_string(template, dict(context))
    arguments = [*sheets, *([f"app:emblem={emblem}"] if emblem else []), WITH_PLACES]
    answer = _in_turn(html, arguments, drawn or {})
    return {name: Place(*place) for name, place in json.loads(answer).items()}


def _in_turn(
    html: str, arguments: list[str], drawn: Mapping[str, str], *, seconds: int = 0
) -> bytes:
    refuse_if(_why_too_large(html))
    if not PLACES.acquire(timeout=PLACE_SECONDS):
        raise Refusal(BUSY)
    try:
        return _press(html, arguments, drawn, seconds=seconds or settings.PAPER_SECONDS)
    finally:
        PLACES.release()


def _why_too_large(html: str) -> str | None:
    fits = len(html) <= MAX_CHARACTERS and html.count("<tr") <= MAX_ROWS
    return None if fits else TOO_LARGE


def _press(html: str, arguments: list[str], drawn: Mapping[str, str], *, seconds: int) -> bytes:
    try:
        done = print_paper(html, arguments, seconds=seconds, drawn=drawn)
    except TimeoutError as error:
        raise Refusal(TOO_SLOW) from error
    if not done.is_paper:
        raise _refusal_of(done.code, done.words)
    return done.pdf


def _refusal_of(code: int, words: str) -> Refusal:
    """Return why the press gave nothing, by its exit code and its last words."""
    if code == MISSING:
        return _missing(words)
    log.error("the press ended with %s: %s", code, words[-2000:])
    stopped = code in ENDED_BY_A_LIMIT or "MemoryError" in words
    return Refusal(TOO_SLOW if stopped else FAILED)


def _missing(words: str) -> PaperUnavailable:
    if library := re.search(r"'(lib[\w.+-]+)'", words):
        return PaperUnavailable(f"pustaka sistem {library[1]}", APT_LINE)
    if package := re.search(r"No module named '(\w+)", words):
        return PaperUnavailable(f"paket Python {package[1]}", "bin/run")
    return PaperUnavailable("pustaka WeasyPrint", APT_LINE)

"""The press: HTML goes in, a PDF comes out, in a process that can be limited and killed.

`python -P press.py` without Django and our folder; its stdin is the door (see presses.py). It loads
WeasyPrint once and lays out nothing itself: every paper gets a child that knows no other paper,
reads the files packed beside this module, what was drawn for this paper (`drawn/` in its folder),
and nothing else, and opens no connection.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

MISSING = 3  # the exit code that says: a library is not installed
MEMORY = 1536 * 1024 * 1024
PLACES = "--places"
DRAWN = Path("drawn")
ASSETS = Path(__file__).resolve().parent / "assets"
MOST_ASKED = 65_536  # bytes of what is asked of a paper; its HTML is a file
STREAMS = 3  # files that come with a paper: its HTML, its PDF, the words of whoever made it
FORBIDDEN = ("socket.", "ftplib.", "subprocess.", "os.exec", "os.fork", "os.posix_", "os.system")


def limit_memory() -> None:
    """Let the system refuse memory without end, also to the children; let web pages go first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    gc.disable()  # one paper, then the end: collecting costs a tenth of the time and gains nothing


def limit_time(seconds: int) -> None:
    """Let the system end this process after so long, also when nobody is left to kill it."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    signal.alarm(seconds)


def shut_doors() -> None:
    """Refuse every connection and every program, should the fetcher ever be walked around."""

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(event)

    sys.addaudithook(refuse)


if __name__ == "__main__":
    limit_memory()

try:
    # Untyped upstream. Imported here alone: the site starts without Pango.
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]
except (ImportError, OSError) as error:
    sys.stderr.write(str(error))
    sys.exit(MISSING)


class PackedFiles(URLFetcher):  # type: ignore[misc]  # untyped upstream
    """Answer `app:` addresses of the files given to it; whatever else is asked for gets nothing."""

    def __init__(self, files: dict[str, Path]) -> None:
        super().__init__(allowed_protocols=("app",), allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        if url not in self._files:
            raise ValueError(f"not a packed file: {url[:80]}")
        return URLFetcherResponse(url, self._files[url].read_bytes())


def packed_files() -> dict[str, Path]:
    """Return the files beside this module by their `app:` address."""
    found = [path for path in ASSETS.rglob("*") if path.is_file()]
    return {f"app:{path.relative_to(ASSETS).as_posix()}": path for path in found}


def drawn_files() -> dict[str, Path]:
    """Return what was drawn for this paper alone by its `app:` address."""
    return {f"app:drawn/{path.name}": path for path in DRAWN.glob("*") if path.is_file()}


def places_of(document: Any) -> dict[str, list[float]]:
    """Return page, top and bottom (px from the top of the page) of what has an id."""
    return {
        name: [number, box[1], box[3]]
        for number, page in enumerate(document.pages)
        for name, box in page.anchors.items()
    }


def lay_out(html: str, sheets: list[str], *, pictures: dict[str, Path] | None = None) -> Any:
    """Return the laid-out document, its stylesheets and pictures taken from our own files alone."""
    files = packed_files() | (pictures or {})
    fetcher, fonts = PackedFiles(files), FontConfiguration()
    styles = [
        CSS(string=files[f"app:{name}"].read_text("utf-8"), url_fetcher=fetcher, font_config=fonts)
        for name in ["base.css", *sheets]
    ]
    page = HTML(string=html, url_fetcher=fetcher)
    return page.render(stylesheets=styles, font_config=fonts)


def write_paper(arguments: list[str]) -> None:
    """Lay out the HTML on stdin by `SHEET… [app:NAME=FILE…]`, and write the PDF to stdout.

    With `--places` it prints nothing: it answers in JSON where each element with an id fell.
    """
    given = [word.partition("=") for word in arguments if "=" in word]
    pictures = {f"app:{name.removeprefix('app:')}": Path(path) for name, _, path in given}
    sheets = [word for word in arguments if "=" not in word and word != PLACES]
    shut_doors()
    html = sys.stdin.buffer.read().decode("utf-8")
    document = lay_out(html, sheets, pictures=drawn_files() | pictures)
    if PLACES in arguments:
        answer = json.dumps(places_of(document)).encode()
    else:
        answer = document.write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def be_the_child(asked: dict[str, Any], files: list[int]) -> None:
    """Make one paper and end. The door is shut by what takes its place as stdin."""
    code = 1
    try:
        for stream, file in enumerate(files):
            os.dup2(file, stream)
        limit_time(asked["seconds"])
        os.chdir(asked["folder"])
        tempfile.tempdir = asked["folder"]
        write_paper(asked["arguments"])
        code = 0
    except BaseException:  # noqa: BLE001 (told on stderr; a child must never go on as the press)
        sys.excepthook(*sys.exc_info())
    finally:
        # Python's own ending frees Pango's objects in any order: one of some hundred then crashed.
        os._exit(code)


def serve(door: socket.socket) -> None:
    """Have one paper after the other made, and say with what code each child ended.

    Ends with the process at the other side, however that one ended.
    """
    while True:
        asked, files, _, _ = socket.recv_fds(door, MOST_ASKED, STREAMS)
        if not asked:
            return
        child = os.fork()
        if child == 0:
            be_the_child(json.loads(asked), files)
        for file in files:
            os.close(file)
        _, status = os.waitpid(child, 0)
        door.sendall(str(os.waitstatus_to_exitcode(status)).encode())


if __name__ == "__main__":
    serve(socket.socket(fileno=0))

"""The press: HTML on stdin, PDF on stdout, in a process that can be limited and killed.

`python -P press.py SECONDS SHEET… [app:NAME=FILE…]`, without Django and our folder.
It reads the files packed beside it and nothing else, and opens no connection.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from pathlib import Path
from typing import Any

MISSING = 3  # the exit code that says: a library is not installed
MEMORY = 1536 * 1024 * 1024
ASSETS = Path(__file__).resolve().parent / "assets"
FORBIDDEN = ("socket.", "ftplib.", "subprocess.", "os.exec", "os.fork", "os.posix_", "os.system")


def limit_self(seconds: int) -> None:
    """Let the system end this process when it takes too much, and let web pages go first."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    gc.disable()  # one paper, then the end: collecting costs a tenth of the time and gains nothing


def shut_doors() -> None:
    """Refuse every connection and every program, should the fetcher ever be walked around."""

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(event)

    sys.addaudithook(refuse)


limits = sys.argv[1:2] if __name__ == "__main__" else []
if limits:
    limit_self(int(limits[0]))

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


def main(arguments: list[str]) -> None:
    given = [word.partition("=") for word in arguments if "=" in word]
    pictures = {f"app:{name.removeprefix('app:')}": Path(path) for name, _, path in given}
    sheets = [word for word in arguments if "=" not in word]
    shut_doors()
    html = sys.stdin.buffer.read().decode("utf-8")
    pdf = lay_out(html, sheets, pictures=pictures).write_pdf(pdf_variant="pdf/ua-1")
    sys.stdout.buffer.write(pdf)
    sys.stdout.buffer.flush()
    # Python's own ending frees Pango's objects in any order: one of some hundred then crashed.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[2:])

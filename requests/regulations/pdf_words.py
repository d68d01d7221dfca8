"""Print the words of a PDF: `python -m requests.regulations.pdf_words FILE`.

A program of its own, since a file from outside may be made to take forever or all of the memory:
the worker starts it with limits, and what it does to itself stays here.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from pypdf import PdfReader

MOST_PAGES, MOST_LETTERS = 400, 1_000_000
MOST_SECONDS, MOST_MEMORY = 40, 1_000_000_000


def main(path: Path) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    left = MOST_LETTERS
    for page in PdfReader(path).pages[:MOST_PAGES]:
        words = page.extract_text()[:left]
        sys.stdout.write(words + "\n")
        left -= len(words)
        if left <= 0:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))

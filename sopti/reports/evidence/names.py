"""Names of files and folders that every system takes, and that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata

LONGEST_FOLDER, LONGEST_FILE = 72, 80  # Windows counts the whole way, up to 260
FORBIDDEN = re.compile(r'[\\/:*?"<>|\u2028\u2029]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_name(text: str, *, longest: int = LONGEST_FILE) -> str:
    """Return the text as one name: no folders, no signs that a system forbids, never empty."""
    plain = FORBIDDEN.sub("-", unicodedata.normalize("NFC", text))
    shown = "".join(letter if letter.isprintable() else " " for letter in plain)
    bare = _cut(" ".join(shown.split()).strip(" ."), longest)
    return f"_{bare}" if RESERVED.match(bare) else bare or "tanpa nama"


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 5:  # noqa: PLR2004 (".xlsx")
        return f"{_whole_words(stem, longest - len(ending) - 1)}.{ending}"
    return _whole_words(name, longest)


def _whole_words(text: str, longest: int) -> str:
    """Return the text up to the last word that fits, where that keeps most of it."""
    cut = text[:longest]
    bare, space, _ = cut.rpartition(" ")
    ends_in_word = len(text) > longest and text[longest] != " "
    return (bare if space and ends_in_word and len(bare) > longest // 2 else cut).strip(" .")


def folder_name(place: int, places: int, number: str, title: str) -> str:
    """Return "01 147-TI.B-PA.Mdn-2026 Pencetak loket": in order, and found by its number."""
    digits = max(2, len(str(places)))
    return safe_name(f"{place:0{digits}d} {number} {title}", longest=LONGEST_FOLDER)


class Names:
    """The names of one folder: no two are the same, also where capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        name = safe_name(wanted)
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, f".{ending}") if dot else (name, "")
        again, found = 2, name
        while found.casefold() in self._taken:
            found, again = f"{stem} ({again}){ending}", again + 1
        self._taken.add(found.casefold())
        return found

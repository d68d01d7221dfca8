"""The guides as files: one Markdown file per role, a task per second heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from pathlib import Path

    from markdown_it.token import Token

FOLDER: Path = settings.BASE_DIR / "docs" / "panduan"
PICTURES = FOLDER / "gambar"
# In the order in which they are offered: who there are many of first.
NAMES = ("pegawai", "operator", "petugas-loket", "kasubag", "sekretaris", "ketua", "admin")
PICTURE = re.compile(r"gambar/([a-z0-9-]+\.png)")
OTHER = re.compile(r"([a-z-]+)\.md(#[a-z0-9-]+)?")


@dataclass(frozen=True)
class Task:
    """One task of a guide, and the part of its page where it stands."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Guide:
    """One role's guide, drawn."""

    name: str
    title: str
    about: str
    tasks: tuple[Task, ...]
    body: SafeString


def anchor_of(title: str) -> str:
    """Return the anchor of a heading, as GitHub makes it: "Memutus dari ponsel" and so on."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


@cache
def guide(name: str) -> Guide:
    """Return the guide of that name. It is read once: the files come with the program."""
    tokens = _READER.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    heads = [(one.tag, tokens[place + 1].content) for place, one in enumerate(tokens)
             if one.type == "heading_open"]  # fmt: skip
    _set_in_the_house(tokens)
    first = next(place for place, one in enumerate(tokens) if one.type == "heading_close") + 1
    about = tokens[first + 1].content
    html = _READER.renderer.render(tokens[first + 3 :], _READER.options, {})
    return Guide(
        name=name,
        title=heads[0][1],
        about=about,
        tasks=tuple(Task(text, anchor_of(text)) for tag, text in heads if tag == "h2"),
        body=mark_safe(html),  # noqa: S308 (our own files; markup in them is shown, not obeyed)
    )


def guides() -> list[Guide]:
    """Return all guides in their order."""
    return [guide(name) for name in NAMES]


# Without html: markup in a file is shown as it is written. Links to scripts are not made.
_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


def _set_in_the_house(tokens: list[Token]) -> None:
    """Give headings their anchors, and pictures and other guides the addresses they have here."""
    for place, one in enumerate(tokens):
        if one.type == "heading_open":
            one.attrSet("id", anchor_of(tokens[place + 1].content))
        for part in one.children or ():
            _place(part)


def _place(part: Token) -> None:
    source, target = str(part.attrGet("src") or ""), str(part.attrGet("href") or "")
    if found := PICTURE.fullmatch(source):
        part.attrSet("src", f"/panduan/gambar/{found[1]}")
        part.attrSet("loading", "lazy")
        part.attrSet("class", "guide__picture")
    if found := OTHER.fullmatch(target):
        part.attrSet("href", f"/panduan/{found[1]}/{found[2] or ''}")

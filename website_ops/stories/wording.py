"""Plain formatting: paragraphs, bold, italics, lists and links, out of text that anybody types.

The text is kept as it was typed. What a browser gets is made from it by a reader that knows no
HTML, and then passed through an allow-list, so that no tag, style or address of another sort can
come through by either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "*": set()}
SCHEMES = {"http", "https", "mailto"}
HOW = (
    "Baris kosong memisahkan alinea. **tebal**, *miring*, “- ” di awal baris untuk daftar, "
    "[kata](https://alamat) untuk tautan."
)
_READER = MarkdownIt("zero", {"html": False, "breaks": True}).enable(
    ["emphasis", "list", "link", "newline", "escape"]
)


@dataclass(frozen=True)
class Paragraph:
    """One part of a text, with the name by which a mark calls it."""

    place: str
    html: SafeString


def html_of(text: str) -> SafeString:
    """Return the text as HTML that holds nothing but plain formatting."""
    drawn = nh3.clean(
        _READER.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(drawn)  # noqa: S308 (cleaned in the line above, and nowhere else)


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the text's parts, numbered as marks name them."""
    parts = [part for part in re.split(r"\n\s*\n", _lines(text)) if part.strip()]
    return [Paragraph(f"Alinea {at}", html_of(part)) for at, part in enumerate(parts, start=1)]


def plain_of(text: str) -> str:
    """Return the words alone, for a search or a short preview."""
    bare = nh3.clean(_READER.render(text), tags=set())
    return " ".join(bare.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

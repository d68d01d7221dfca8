"""Reading a PDF back: its words, its bytes unpacked, its fonts."""

import io
import re

from pypdf import PdfReader
from pypdf.generic import StreamObject


def pages(pdf):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def words(pdf):
    """Return the text of all pages in one line, so that line breaks do not matter."""
    return " ".join(" ".join(pages(pdf)).split())


def letters(text):
    """Return the text without any white space: for words that may break anywhere."""
    return re.sub(r"\s+", "", text)


def unpacked(pdf):
    """Return every stream of the PDF decompressed, one after the other."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return pdf + b"".join(one.get_data() for one in found if isinstance(one, StreamObject))


def fonts(pdf):
    """Return the names of the fonts, and whether every one lies in the file."""
    names, inside = set(), True
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            described = below["/FontDescriptor"].get_object()
            inside = inside and bool({"/FontFile2", "/FontFile3"} & set(described))
            names.add(described["/FontName"])
    return names, inside

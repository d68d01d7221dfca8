"""Reading a PDF back: its words, its bytes unpacked, its fonts."""

import io
import re
import subprocess

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


def ticks(pdf):
    """Return the boxes of a sheet: the first words behind each, and whether it is crossed.

    A box is a picture. Its alternative text says which one it is, and the words that follow it in
    the structure of the PDF are what a reader hears next.
    """
    said = [alt.startswith("dipilih") for alt in _alternatives(PdfReader(io.BytesIO(pdf)))]
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    behind = [re.findall(r'"\s*(\S.*?)\s*"\n', part)[:1] for part in told.split("Figure:")[1:]]
    return [(words[0], is_on) for words, is_on in zip(behind, said, strict=True) if words]


def _alternatives(reader):
    """Yield the alternative text of every figure, in the order of reading."""
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop(0).get_object()
        if not isinstance(node, dict):
            continue
        if node.get("/S") == "/Figure":
            yield str(node.get("/Alt", ""))
        below = node.get("/K", [])
        waiting[:0] = below if isinstance(below, list) else [below]


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

"""The seed texts, and how the words of the fixtures stand in them.

Beside each seed stands a layout: the same text, with every cell of the SOP replaced by its name.
Filled with the fixtures' cells, a layout must give the seed again, word by word. So a cell that
is altered, lost, doubled or put into another row is found, however the extraction scrambled it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from sopti.sop.schema import Body, Procedure

SEEDS = Path(__file__).parent / "seeds"
FIXTURES = Path(__file__).parents[2] / "fixtures" / "sop"
SOURCES = ("000-pa-kota-madiun", "001-pa-ternate", "002-pa-payakumbuh", "004-pa-banjarnegara")

Cells = dict[str, str]
_ROW = re.compile(r"\.\d+\.(activity|requires|output)$")

# Cells that the extraction tore apart: `|` between words, `¦` inside a word where the seed has a
# space. Pieces stand in the cell's own order; in a layout `{A.lanes.3#2}` is the second piece.
TORN = {
    "000-pa-kota-madiun": {
        "A.heads.norm": "Waktu|Hari ke",
        "A.lanes.3": "Kabag Perenca¦naan dan Kepega¦waian",
        "A.lanes.4": "Sekret¦aris",
        "E.lanes.2": "Kasubbag Perencana¦an,TI, dan Pelaporan",
        "F.lanes.2": "Kasubbag Perencana¦an,TI, dan Pelaporan",
        "G.lanes.2": "Kasubbag Perencana¦an, TI, dan Pelaporan",
        "G.3.activity": "Menerima laporan dari Tim Pengelola TI dan Sekretaris Menyetu¦jui;",
        "H.lanes.2": "Kasubbag Perencana¦an, TI, dan Pelaporan",
    },
    "001-pa-ternate": {
        "A.heads.norm": "Waktu|Hari ke",
        "A.lanes.2": "Kasub Bag|Kepeg dan|TI",
        "A.lanes.3": "Kabag|Perencana¦|an dan|Kepegawai¦an",
        "A.lanes.4": "Sekretari¦|s",
        "D.6.activity": "Memberikan|persetujuan|(approve)|terhadap|implementasi aplikasi",
        "D.7.requires": "Komputer/Serv¦er",
        "publikasi-konten.heads.norm": "Waktu|Hari ke",
        "publikasi-konten.lanes.1": "Operator masing-¦masing|sub|bagian",
        "publikasi-konten.lanes.2": "Admin|Web",
        "publikasi-konten.lanes.4": "Redaktu¦|r",
        "publikasi-konten.lanes.5": "Penang¦gug Jawab",
        "pemeliharaan-website.heads.norm": "Waktu|Hari ke",
        "pemeliharaan-website.lanes.2": "Penangg¦ung Jawab",
        "pemeliharaan-website.lanes.3": "Kasubb¦ag Kepeg dan TI",
    },
    "002-pa-payakumbuh": {},
    "004-pa-banjarnegara": {
        "A.lanes.3": "Sekretar¦is",
        "B.lanes.4": "Sekretar¦is",
        "C.lanes.4": "Sekretar¦is",
    },
}
# What a text prints once for several tables: the cell must equal the one that is printed.
PRINTED_ONCE = {
    "000-pa-kota-madiun": {
        "B.heads": "A.heads", "B.lanes": "A.lanes",
        "C.heads": "A.heads", "C.lanes": "A.lanes",
        "D.heads": "A.heads", "D.lanes": "A.lanes",
        "E.heads.performers": "A.heads.performers",
        "F.heads.performers": "A.heads.performers",
        "G.heads.performers": "A.heads.performers",
        "H.heads.performers": "A.heads.performers",
    },
    "001-pa-ternate": {
        "B.heads": "A.heads", "B.lanes": "A.lanes",
        "C.heads": "A.heads", "C.lanes": "A.lanes",
        "D.heads": "A.heads", "D.lanes": "A.lanes",
        "publikasi-konten.title": "publikasi-konten/title",
        "pemeliharaan-website.title": "pemeliharaan-website/title",
    },
    "002-pa-payakumbuh": {},
    "004-pa-banjarnegara": {},
}  # fmt: skip


# ----------------------------------------------------------------------------------- reading
@cache
def bodies() -> dict[str, Body]:
    """Return all documents by "court/document", read by the schema alone."""
    folders = sorted(path.parent for path in FIXTURES.glob("*/*/sop.toml"))
    return {f"{folder.parent.name}/{folder.name}": _body(folder) for folder in folders}


def _body(folder: Path) -> Body:
    said = {path.name: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}
    identity = said.pop("sop.toml")
    forms = said.pop("forms.toml", {"forms": []})["forms"]
    assert (identity.pop("court"), identity.pop("key")) == (folder.parent.name, folder.name)
    procedures = [said[name] for name in sorted(said)]
    return Body.model_validate(identity | {"forms": forms, "procedures": procedures})


def words(text: str) -> str:
    """Return the text with its white space collapsed; "(pattern )" is "(pattern)", a tab is ⇥."""
    return " ".join(text.replace("\t", " ⇥ ").split()).replace(" )", ")")


@cache
def seed(name: str) -> str:
    return words((SEEDS / f"{name}.txt").read_text("utf-8"))


@cache
def seed_lines(name: str) -> str:
    """Return the seed as `seed` does, letter for letter, but with its line breaks."""
    text = (SEEDS / f"{name}.txt").read_text("utf-8").replace("\t", " ⇥ ").strip()
    return re.sub(r"\s+", lambda gap: "\n" if "\n" in gap[0] else " ", re.sub(r"\s+\)", ")", text))


@cache
def layout(name: str) -> tuple[str, ...]:
    """Return the layout cut at its cells: text, name, text, name, …, text."""
    text = words((SEEDS / f"{name}.layout.txt").read_text("utf-8"))
    return tuple(re.split(r"\{([^{}]+)\}", text))


# ------------------------------------------------------------------------------------- cells
def cells_from(source: str) -> Cells:
    """Return every cell that the fixtures took from a seed: "B.3.activity", "as-32/title", …"""
    cells: Cells = {}
    for path, body in bodies().items():
        if body.sources[0] == f"{source}.txt":
            document = path.partition("/")[2]
            cells |= {f"{document}/{name}": text for name, text in _identity_cells(body).items()}
            for procedure in body.procedures:
                table = procedure.letter or procedure.key
                cells |= {f"{table}.{name}": text for name, text in table_cells(procedure).items()}
    return {name: text for name, text in cells.items() if text}


def _identity_cells(body: Body) -> Cells:
    plain = ("number", "title", "created", "revised", "effective")
    lists = ("legal_basis", "related", "warning", "qualifications", "equipment", "records")
    cells = {name: getattr(body, name) for name in plain}
    cells |= {f"approved_by.{name}": text for name, text in body.approved_by}
    for name in lists:
        cells |= {f"{name}.{place}": text for place, text in enumerate(getattr(body, name), 1)}
    return cells


def table_cells(procedure: Procedure) -> Cells:
    cells = {
        "letter": procedure.letter, "title": procedure.title, "total": procedure.stated_total,
    }  # fmt: skip
    cells |= {f"heads.{name}": text for name, text in procedure.heads}
    cells |= {f"lanes.{place}": lane.head for place, lane in enumerate(procedure.lanes, 1)}
    for place, step in enumerate(procedure.steps, 1):
        # 004-D skips a number: the layout counts by the printed one, and checks it as a cell.
        said = {
            "number": str(step.number), "activity": step.activity, "requires": step.requires,
            "norm": step.norm.text, "output": step.output, "remark": step.remark,
        }  # fmt: skip
        number = 7 if (procedure.key, place) == ("pemeliharaan-ti", 6) else place
        cells |= {f"{number}.{name}": text for name, text in said.items()}
    return cells


# -------------------------------------------------------------------------------- comparison
def differences(source: str, cells: Cells) -> list[str]:
    """Return what the cells say otherwise than the seed; empty if they give it again exactly."""
    printed = {name.partition("#")[0] for name in layout(source)[1::2]}
    repeated = _repeated(source, cells)
    lost = [f"{name}: lost" for name in (*printed, *repeated) if name not in cells]
    found = lost or _text_differences(source, cells)
    return found + [
        f"{name}: {text!r} is not in the seed"
        for name, text in cells.items()
        if name not in printed and text != repeated.get(name)
    ]


def _repeated(source: str, cells: Cells) -> Cells:
    """Return what the cells must be that the text prints only once, for another table."""
    return {
        prefix + name.removeprefix(other): text
        for prefix, other in PRINTED_ONCE[source].items()
        for name, text in cells.items()
        if name == other or name.startswith(f"{other}.")
    }


def _text_differences(source: str, cells: Cells) -> list[str]:
    parts = [
        _piece(source, part, cells) if place % 2 else part
        for place, part in enumerate(layout(source))
    ]
    text, wanted = "".join(parts), seed(source)
    if text == wanted:
        return []
    at = next((i for i, (a, b) in enumerate(zip(text, wanted, strict=False)) if a != b), 0)
    return [f"{text[max(at - 40, 0) : at + 40]!r} is {wanted[max(at - 40, 0) : at + 40]!r}"]


def _piece(source: str, name: str, cells: Cells) -> str:
    """Return what the seed should show for a cell, or a piece of a cell that was torn apart."""
    key, _, number = name.partition("#")
    torn = TORN[source].get(key)
    if torn is None or _mended(torn) != cells[key]:  # then it says something else: nothing fits
        return cells[key]
    return torn.split("|")[int(number or 1) - 1].rstrip("¦").replace("¦", " ")


def _mended(torn: str) -> str:
    return torn.replace("¦|", "").replace("¦", "").replace("|", " ")


def joined_on_a_line(source: str, cells: Cells) -> set[str]:
    """Return the cells of rows that share a line with the cell before: a word could move unseen.

    A number or a norm before them is a border as good as a line break: it is read to its end.
    """
    lines, parts, at, joined = seed_lines(source), layout(source), 0, set()
    for place, part in enumerate(parts):
        if place % 2 and parts[place - 1] == " " and lines[at - 1] != "\n":
            bordered = parts[place - 2].endswith((".number", ".norm"))
            joined |= set() if bordered or not _ROW.search(part) else {part}
        at += len(_piece(source, part, cells) if place % 2 else part)
    return joined

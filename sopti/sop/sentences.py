"""Faults of the schema, told in Indonesian: in which step, at which key, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_REASONS = {
    "missing": "wajib diisi",
    "extra_forbidden": "tidak dikenal",
    "string_type": "harus berupa teks dalam tanda kutip",
    "string_too_short": "tidak boleh kosong",
    "string_too_long": "terlalu panjang, paling banyak {max_length} huruf",
    "string_pattern_mismatch": "“{input}” bukan kunci (huruf kecil, angka, penghubung)",
    "enum": "“{input}” tidak dikenal; yang dikenal: {expected}",
    "literal_error": "“{input}” tidak dikenal; yang dikenal: {expected}",
    "int_type": "harus berupa bilangan bulat",
    "int_parsing": "harus berupa bilangan bulat, bukan “{input}”",
    "int_from_float": "harus berupa bilangan bulat, bukan {input}",
    "float_type": "harus berupa bilangan",
    "float_parsing": "harus berupa bilangan, bukan “{input}”",
    "greater_than": "harus lebih besar daripada {gt}",
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "tuple_type": "harus berupa daftar [ … ]",
    "too_short": "paling sedikit {min_length} isi",
    "model_type": "harus berupa tabel { … }",
    "model_attributes_type": "harus berupa tabel { … }",
}
_ITEMS = {"steps": "langkah", "forms": "formulir", "flows": "alur", "lanes": "kolom"}
_NAMES = {"steps": "number", "forms": "code", "flows": "key", "lanes": "role"}


@dataclass(frozen=True)
class Fault:
    """Why a file is refused: where, and the reason, as one Indonesian line."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.reason}"


def place_of(location: tuple[int | str, ...], raw: Mapping[str, Any]) -> str:
    """Return "langkah 5, norm.kind": the step by its own number, then the key."""
    match location:
        case (str(table), int(index), *rest) if table in _ITEMS:
            place = f"{_ITEMS[table]} {_name_in(raw, table, index)}"
            return f"{place}, {_key(rest)}" if rest else place
    return _key(location)


def _key(parts: tuple[int | str, ...] | list[int | str]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def _name_in(raw: Mapping[str, Any], table: str, index: int) -> str:
    item = raw[table][index]
    name = item.get(_NAMES[table]) if isinstance(item, dict) else None
    return f"urutan ke-{index + 1}" if name is None else str(name)


def reason_of(fault: ErrorDetails) -> str:
    words = _REASONS.get(fault["type"])
    if words is None:
        return f"tidak terbaca ({fault['msg']})"
    return _fill(words, {"input": fault["input"], **fault.get("ctx", {})})


def _fill(words: str, known: Mapping[str, Any]) -> str:
    for name, value in known.items():
        words = words.replace(f"{{{name}}}", str(value).replace(" or ", " atau "))
    return words

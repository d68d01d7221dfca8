"""What changed between two editions, cell by cell: SOP semula, SOP menjadi."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopti.sop.norms import norm_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sopti.sop.schema import Body, Form, Identity, Procedure, Step


@dataclass(frozen=True)
class Change:
    """One cell: where it stands, what it said, what it says. An empty side was not there."""

    place: str  # "B, langkah 5", "Blok identitas"
    cell: str
    before: str
    after: str
    procedure: str = ""  # its key
    step: int | None = None

    def __str__(self) -> str:
        if not self.before:
            return f"{self.place}, {self.cell}: baru, “{self.after}”"
        if not self.after:
            return f"{self.place}, {self.cell}: dihapus, semula “{self.before}”"
        return f"{self.place}, {self.cell}: “{self.before}” menjadi “{self.after}”"


Cells = "Mapping[str, str]"

_IDENTITY = {
    "number": "Nomor SOP",
    "title": "Nama SOP",
    "created": "Tanggal pembuatan",
    "revised": "Tanggal revisi",
    "effective": "Tanggal efektif",
    "legal_basis": "Dasar hukum",
    "related": "Keterkaitan",
    "warning": "Peringatan",
    "qualifications": "Kualifikasi pelaksana",
    "equipment": "Peralatan/perlengkapan",
    "records": "Pencatatan dan pendataan",
}


def differences(before: Body, after: Body) -> list[Change]:
    """Return every cell that differs, in the order of the paper."""
    found = [Change("Blok identitas", *cell) for cell in _differing(_block(before), _block(after))]
    old_forms = {form.code: _form_cells(form) for form in before.forms}
    new_forms = {form.code: _form_cells(form) for form in after.forms}
    for code in dict.fromkeys([*old_forms, *new_forms]):
        cells = _differing(old_forms.get(code, {}), new_forms.get(code, {}))
        found += [Change(f"Formulir {code}", *cell) for cell in cells]
    old = {procedure.key: procedure for procedure in before.procedures}
    new = {procedure.key: procedure for procedure in after.procedures}
    for key in dict.fromkeys([*old, *new]):
        found += _between(old.get(key), new.get(key))
    return found


def _between(before: Procedure | None, after: Procedure | None) -> Iterator[Change]:
    either = after or before
    if either is None:
        return
    name = either.letter or either.title
    for cell in _differing(_head_cells(before), _head_cells(after)):
        yield Change(name, *cell, procedure=either.key)
    old, new = _steps(before), _steps(after)
    for number in sorted({*old, *new}):
        for cell in _differing(old.get(number, {}), new.get(number, {})):
            yield Change(f"{name}, langkah {number}", *cell, procedure=either.key, step=number)


def _differing(
    before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for cell in dict.fromkeys([*before, *after]):
        old, new = before.get(cell, ""), after.get(cell, "")
        if old != new:
            yield cell, old, new


def _block(body: Identity) -> dict[str, str]:
    cells = {label: _text(getattr(body, name)) for name, label in _IDENTITY.items()}
    signs = body.approved_by
    return cells | {"Disahkan oleh": _text((signs.title, signs.name, signs.nip))}


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(part for part in value if part)


def _form_cells(form: Form) -> dict[str, str]:
    return {"Judul": form.title, "Isian": _text(tuple(field.label for field in form.fields))}


def _head_cells(procedure: Procedure | None) -> dict[str, str]:
    if procedure is None:
        return {}
    return {
        "Judul": procedure.title,
        "Kolom pelaksana": _text(tuple(lane.head for lane in procedure.lanes)),
        "Dibuka oleh": ", ".join(procedure.opens_by),
        "Kode register": procedure.code,
        "Jumlah waktu tertulis": procedure.stated_total,
        "Alur": _text(tuple(f"{flow.title}: {flow.steps}" for flow in procedure.flows)),
    }


def _steps(procedure: Procedure | None) -> dict[int, dict[str, str]]:
    if procedure is None:
        return {}
    return {step.number: _step_cells(procedure, step) for step in procedure.steps}


def _step_cells(procedure: Procedure, step: Step) -> dict[str, str]:
    head: Callable[[str], str] = lambda role: procedure.head(role) or role  # noqa: E731
    return {
        procedure.heads.activity: step.activity,
        procedure.heads.performers: head(step.role),
        "Turut serta": ", ".join(head(role) for role in step.also),
        procedure.heads.requires: step.requires,
        procedure.heads.norm: step.norm.text,
        f"{procedure.heads.norm} (dipahami)": norm_words(step.norm),
        procedure.heads.output: step.output,
        procedure.heads.remark or "Ket.": step.remark,
        "Formulir": step.form,
        "Keputusan": decision_words(step),
    }


def decision_words(step: Step) -> str:
    """Say where a decision leads: "ya ke langkah 6; tidak kembali ke langkah 4, atau ditolak"."""
    if step.decision is None:
        return ""
    yes = f"ya ke langkah {step.decision.yes}; " if step.decision.yes is not None else ""
    refuse = ", atau ditolak" if step.decision.refuse else ""
    return f"{yes}tidak kembali ke langkah {step.decision.no}{refuse}"

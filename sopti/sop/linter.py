"""What an SOP must not say: faults that look at more than one cell. Each refuses the document.

What may stand but should be known to a reader is found by `sopti.sop.doubts`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sopti.sop import registry
from sopti.sop.enums import FieldKind
from sopti.sop.norms import why_unreadable
from sopti.sop.sentences import Fault
from sopti.sop.ways import flows_of, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sopti.sop.files import Reading
    from sopti.sop.schema import Flow, Form, Procedure, Step

RESERVED = ("telaah", "perbedaan")  # addresses of pages below a document
T = TypeVar("T", int, str)
Said = tuple[str, str]  # the place in the file, and the reason


@dataclass(frozen=True)
class Known:
    """What an SOP may name: roles, with whether their holders can log in, and form codes."""

    roles: Mapping[str, bool]
    forms: frozenset[str] | None = None  # None: the forms themselves could not be read


def lint(reading: Reading, roles: Mapping[str, bool]) -> list[Fault]:
    """Return every fault of a document: those of its reading, then those of its content."""
    codes = frozenset(form.code for form in reading.forms.forms) if reading.forms else None
    known = Known(roles, codes)
    faults = list(reading.faults)
    for file, procedure in reading.procedures.items():
        label = reading.label(file)
        faults += [Fault(label, *said) for said in procedure_faults(procedure, known)]
    faults += [Fault(reading.label("forms.toml"), *said) for said in _form_faults(reading)]
    faults += [Fault(reading.folder.name, *said) for said in _twice_in_document(reading)]
    return faults


def procedure_faults(procedure: Procedure, known: Known) -> Iterator[Said]:
    """Yield the place and reason of every fault of one procedure."""
    yield from _table_faults(procedure, known)
    for step in procedure.steps:
        for reason in _step_faults(procedure, step, known):
            yield f"langkah {step.number}", reason
    if not _twice(step.number for step in procedure.steps):
        yield from _way_faults(procedure)


def _twice(items: Iterable[T]) -> list[T]:
    return [item for item, times in Counter(items).items() if times > 1]


# ------------------------------------------------------------------------------ the whole table
def _table_faults(procedure: Procedure, known: Known) -> Iterator[Said]:
    for number in _twice(step.number for step in procedure.steps):
        yield f"langkah {number}", f"nomor {number} dipakai lebih dari satu kali"
    if registry.section(procedure.section) is None:
        yield "section", _unknown_section(procedure.section)
    if procedure.key in RESERVED:
        yield "key", f"kunci “{procedure.key}” dipakai alamat halaman lain"
    yield from _lane_faults(procedure, known)
    for role in procedure.opens_by:
        if why := _why_cannot_act(role, known):
            yield "opens_by", why


def _lane_faults(procedure: Procedure, known: Known) -> Iterator[Said]:
    for role in _twice(lane.role for lane in procedure.lanes):
        yield f"kolom {role}", "peran ini mempunyai lebih dari satu kolom Pelaksana"
    for lane in procedure.lanes:
        if lane.role not in known.roles:
            yield f"kolom {lane.role}", _unknown_role(lane.role)


def _unknown_role(role: str) -> str:
    return f"peran “{role}” tidak dikenal"


def _unknown_section(section: str) -> str:
    keys = ", ".join(registry.section_keys()) or "belum ada"
    return f"bagian “{section}” tidak terdaftar; yang terdaftar: {keys}"


def _why_cannot_act(role: str, known: Known) -> str | None:
    if role not in known.roles:
        return _unknown_role(role)
    if not known.roles[role]:
        return f"peran “{role}” tidak berakun, jadi tidak dapat mengerjakan apa pun"
    return None


# ------------------------------------------------------------------------------------- one step
def _step_faults(procedure: Procedure, step: Step, known: Known) -> Iterator[str]:
    yield from _performer_faults(procedure, step, known)
    yield from _deed_faults(procedure, step)
    if why := why_unreadable(step.norm):
        yield why
    if step.routes and step.decision:
        yield "langkah yang memilih penerima (routes) tidak dapat sekaligus memutuskan (decision)"
    if step.form and known.forms is not None and step.form not in known.forms:
        yield f"formulir “{step.form}” tidak ada di forms.toml"


def _performer_faults(procedure: Procedure, step: Step, known: Known) -> Iterator[str]:
    lanes = {lane.role for lane in procedure.lanes}
    for role in (step.role, *(route.role for route in step.routes)):
        if why := _why_cannot_act(role, known):
            yield why
        elif role not in lanes:
            yield f"peran “{role}” tidak mempunyai kolom Pelaksana (lanes)"
    for role in step.also:
        if role not in known.roles:
            yield _unknown_role(role)


def _deed_faults(procedure: Procedure, step: Step) -> Iterator[str]:
    section = registry.section(procedure.section)
    if section is None:
        return  # said once for the table
    for deed in step.does:
        if deed not in section.deeds:
            yield f"perbuatan “{deed}” tidak terdaftar pada bagian “{section.key}”"


# ---------------------------------------------------------------------------- ways through it
def _way_faults(procedure: Procedure) -> Iterator[Said]:
    for key in _twice(flow.key for flow in procedure.flows):
        yield f"alur {key}", "kunci alur ini dipakai lebih dari satu kali"
    strange = [said for flow in procedure.flows for said in _flow_faults(procedure, flow)]
    yield from strange
    numbers = {step.number for step in procedure.steps}
    for doubt in procedure.doubts:
        if doubt.step is not None and doubt.step not in numbers:
            yield "doubts", f"menyebut langkah {doubt.step}, yang tidak ada"
    if not strange:
        yield from _turn_faults(procedure)


def _flow_faults(procedure: Procedure, flow: Flow) -> Iterator[Said]:
    place, numbers = f"alur {flow.key}", {step.number for step in procedure.steps}
    for number in flow.steps:
        if number not in numbers:
            yield place, f"menyebut langkah {number}, yang tidak ada"
    for number in _twice(flow.steps):
        yield place, f"menyebut langkah {number} lebih dari satu kali"
    for number in flow.together:
        if number not in flow.steps:
            yield place, f"langkah {number} terbuka bersama, tetapi bukan bagian alur ini"


def _turn_faults(procedure: Procedure) -> Iterator[Said]:
    wrong = [
        (f"langkah {step.number}", why)
        for flow in flows_of(procedure)
        for step in procedure.steps
        if step.number in flow.steps
        for why in _why_turns_wrong(flow, step)
    ]
    yield from dict.fromkeys(wrong)
    if wrong:
        return
    seen = {number for flow in flows_of(procedure) for number in reached(procedure, flow)}
    for step in procedure.steps:
        if step.number not in seen:
            yield f"langkah {step.number}", "langkah ini tidak dapat dicapai"


def _why_turns_wrong(flow: Flow, step: Step) -> Iterator[str]:
    if step.decision is None:
        return
    at, back, on = step.number, step.decision.no, step.decision.yes
    before = flow.steps[: flow.steps.index(at)]
    after = flow.steps[flow.steps.index(at) + 1 :]
    if back not in before:
        yield f"keputusan “tidak” kembali ke langkah {back}, yang {_where(back, flow)}"
    if on is not None and on not in after:
        yield f"keputusan “ya” menuju langkah {on}, yang {_where(on, flow)}"


def _where(number: int, flow: Flow) -> str:
    if number not in flow.steps:
        return f"tidak ada dalam alur {flow.key}"
    return f"bukan pada arah itu dalam alur {flow.key}"


# ---------------------------------------------------------------------------- the whole document
def _form_faults(reading: Reading) -> Iterator[Said]:
    forms = reading.forms.forms if reading.forms else ()
    for code in _twice(form.code for form in forms):
        yield f"formulir {code}", "kode ini dipakai lebih dari satu kali"
    for form in forms:
        for reason in _one_form_faults(form):
            yield f"formulir {form.code}", reason


def _one_form_faults(form: Form) -> Iterator[str]:
    for key in _twice(field.key for field in form.fields):
        yield f"isian “{key}” ditulis lebih dari satu kali"
    for field in form.fields:
        if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES) and not field.options:
            yield f"isian “{field.key}” memerlukan options"
        for word in field.means.keys() - set(field.options):
            yield f"isian “{field.key}”: means menyebut “{word}”, yang tidak ada dalam options"
        if field.kind == FieldKind.TABLE and not field.columns:
            yield f"isian “{field.key}” memerlukan columns"


def _twice_in_document(reading: Reading) -> Iterator[Said]:
    procedures = reading.procedures.values()
    for key in _twice(procedure.key for procedure in procedures):
        yield f"prosedur {key}", "kunci ini dipakai oleh lebih dari satu berkas"
    for code in _twice(procedure.code for procedure in procedures):
        yield f"kode {code}", "kode nomor register ini dipakai oleh lebih dari satu prosedur"
    for letter in _twice(procedure.letter for procedure in procedures if procedure.letter):
        yield f"bagian {letter}", "huruf ini dipakai oleh lebih dari satu prosedur"

"""The paper of a request, filled in or blank: who asks, what for, and who received it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.reports.answers import NOTHING, PAIRED_TEXT, Answer, Block, Tick, blocks_of
from sopti.reports.layouts import request_files
from sopti.reports.parts import Signature, performer_notes, short_moment, signature_of, zone_of
from sopti.workflow.deeds import form_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

# Fields of the form by where the paper puts them; any other stands below these.
SERVICE = ("jenis", "perangkat", "perihal", "uraian", "lampiran", "urgensi")
OF_THE_CASE = ("nomor", "tanggal", "pemohon", "nip", "jabatan", "unit", "kontak")


@dataclass(frozen=True)
class Section:
    letter: str
    title: str
    blocks: tuple[Block, ...]
    hint: str = ""


@dataclass(frozen=True)
class RequestPart:
    """What the layout of a request prints in place of the plain list of fields."""

    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]


NO_PARTIES = "Jangan menuliskan nama atau data pihak berperkara pada formulir ini."


def request_part(
    task: Task, answers: Iterable[Answer], *, verdict: tuple[Tick, ...]
) -> RequestPart:
    """Return the parts of a filled-in request form; `answers` are those of its fields."""
    by_key = {answer.key: answer for answer in answers}
    files = "; ".join(kept.name for kept in request_files(task))
    others = [one for key, one in by_key.items() if key not in (*SERVICE, *OF_THE_CASE)]
    asked = [one for one in others if one.key in form_keys(task)]
    found = [one for one in others if one not in asked and not one.heads]
    return RequestPart(
        sections=(
            Section("A", "Pemohon", (_applicant(task.case, by_key),)),
            Section(
                "B", "Layanan yang diminta", _service(by_key, task.case, files, asked), NO_PARTIES
            ),
            Section(
                "C",
                "Penerimaan (diisi petugas)",
                (_receipt(task, by_key, [*found, *_verdict(verdict)]),),
            ),
        ),
        signatures=(*_applicant_signs(task.case), _receiver_signs(task)),
    )


def _applicant(case: Case, by_key: dict[str, Answer]) -> Block:
    person = case.requester
    day = _day_words(case)
    own = {
        "pemohon": person.full_name if person else "",
        "tanggal": day,
        "nip": words.nip(person.nip) if person else "",
        "unit": person.unit if person else "",
        "jabatan": person.position if person else "",
        "kontak": person.phone if person else "",
    }
    said = {key: _written(by_key.get(key)) or text or NOTHING for key, text in own.items()}
    return applicant_block(said)


def applicant_block(said: dict[str, str]) -> Block:
    """Return the three lines about who asks; empty words leave room for a pen."""
    pairs = [
        (("Nama", "pemohon"), ("Tanggal", "tanggal")),
        (("NIP", "nip"), ("Unit kerja", "unit")),
        (("Jabatan", "jabatan"), ("Telepon/ruang", "kontak")),
    ]
    return Block(lines=tuple(tuple(Answer(a, said[key]) for a, key in pair) for pair in pairs))


def _service(
    by_key: dict[str, Answer], case: Case, files: str, others: list[Answer]
) -> tuple[Block, ...]:
    given = {
        "perihal": Answer("Perihal", case.title),
        "uraian": Answer("Uraian", case.detail),
        "lampiran": Answer("Lampiran", files or NOTHING),
    }
    given |= {
        key: one for key, one in by_key.items() if key in SERVICE and (one.ticks or _written(one))
    }
    return service_blocks(given, others)


def service_blocks(given: dict[str, Answer], others: Iterable[Answer] = ()) -> tuple[Block, ...]:
    """Return the lines about what is asked, in the order of the paper, then any other field."""
    own = [given[key] for key in SERVICE if key in given]
    own = [replace(one, is_tall=one.label.startswith("Uraian")) for one in own]
    others = list(others)
    rows = tuple((one,) for one in (*own, *others) if not one.heads)
    return (Block(lines=rows), *(Block(table=one) for one in others if one.heads))


def _receipt(task: Task, by_key: dict[str, Answer], found: list[Answer]) -> Block:
    case, tz = task.case, task.case.court.tz
    number = _written(by_key.get("nomor")) or case.number
    received = f"{short_moment(task.finished_at, tz)} {zone_of(case.court)}"
    lines: list[tuple[Answer, ...]] = [
        (Answer("Nomor register", number), Answer("Diterima", received)),
        (Answer("Diajukan", _way_in(case)),),
    ]
    said = {
        "Pelaksana": "; ".join(performer_notes(task)),
        "Hasil": task.result,
        "Catatan": task.note,
    }
    lines += [(Answer(label, text),) for label, text in said.items() if text]
    short = [replace(one, may_pair=0 < len(one.text) <= PAIRED_TEXT) for one in found]
    return Block(lines=(*lines, *(line for block in blocks_of(short) for line in block.lines)))


def _verdict(verdict: tuple[Tick, ...]) -> list[Answer]:
    return [Answer("Keputusan", ticks=verdict)] if verdict else []


def blank_receipt() -> Block:
    """Return the lines that who takes the paper fills in."""
    ways = tuple(Tick(word, False) for word in ("Formulir kertas", "Telepon atau lisan"))
    return Block(
        lines=(
            (Answer("Nomor register"), Answer("Diterima")),
            (Answer("Cara masuk", ticks=ways),),
            (Answer("Dimasukkan oleh"),),
        )
    )


def _way_in(case: Case) -> str:
    at = f"{short_moment(case.opened_at, case.court.tz)} {zone_of(case.court)}"
    other = case.filed_by is not None and case.filed_by_id != case.requester_id
    who = f"oleh {case.filed_by} untuk pemohon" if other else "oleh pemohon sendiri"
    return f"lewat SOPTI, {at}, {who}"


def _applicant_signs(case: Case) -> tuple[Signature, ...]:
    person: User | None = case.requester
    if person is None:
        return ()
    place = f"{case.court.town}, {_day_words(case)}"
    return (Signature(place, "Pemohon", "", person.full_name, words.nip(person.nip)),)


def _receiver_signs(task: Task) -> Signature:
    sign = signature_of(task)
    return replace(sign, place=f"Diterima, {sign.place.rpartition(', ')[2]}")


def _day_words(case: Case) -> str:
    return words.plain_date(case.opened_at.astimezone(case.court.tz).date())


def _written(answer: Answer | None) -> str:
    return answer.text if answer and answer.text != NOTHING else ""

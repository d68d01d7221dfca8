"""The paper of a disposition: half a sheet, as the courts know it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sopti.core import words
from sopti.reports.answers import NOTHING, Answer, Block
from sopti.workflow.registry import onward_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopti.reports.answers import Tick
    from sopti.workflow.models import Case, Task

PLACED = (
    "surat_dari",
    "hal",
    "diterima",
    "nomor_agenda",
    "sifat",
    "diteruskan",
    "harap",
    "catatan",
)
ROOM_BY_HAND = 2  # lines for onward dispositions: those of the screen, then with a pen


@dataclass(frozen=True)
class DispositionPart:
    """What the layout of a disposition prints in place of the plain list of fields."""

    left: Block
    right: Block
    forwarded: Answer
    please: Answer
    note: str
    others: Block
    onward: tuple[tuple[str, str, str], ...]  # from, to, when


def disposition_part(
    task: Task, answers: Iterable[Answer], *, verdict: tuple[Tick, ...]
) -> DispositionPart:
    """Return the parts of a filled-in disposition; `answers` are those of its fields."""
    by_key = {answer.key: answer for answer in answers}
    return DispositionPart(
        left=_left(task.case, by_key),
        right=_right(task, by_key, verdict),
        forwarded=by_key.get("diteruskan", Answer("Diteruskan kepada", NOTHING)),
        please=by_key.get("harap", Answer("Dengan hormat harap", NOTHING)),
        note=_note(task, by_key),
        others=_others(by_key),
        onward=_onward(task),
    )


def _onward(task: Task) -> tuple[tuple[str, str, str], ...]:
    """Return the lines of the screen, and empty ones for a pen where there is room."""
    zone = task.case.court.tz
    lines = [
        (line.by, line.to, f"{line.at.astimezone(zone):%d-%m-%Y %H.%M}") for line in onward_of(task)
    ]
    empty = max(ROOM_BY_HAND - len(lines), 0)
    return (*lines, *[("", "", "")] * empty)


def _left(case: Case, by_key: dict[str, Answer]) -> Block:
    day = words.plain_date(case.opened_at.astimezone(case.court.tz).date())
    asked = case.requester.full_name if case.requester else ""
    return _rows(
        Answer("Surat dari", _text(by_key, "surat_dari", asked)),
        Answer("Nomor surat", case.number),
        Answer("Tanggal surat", day),
        Answer("Hal", _text(by_key, "hal", case.title)),
    )


def _right(task: Task, by_key: dict[str, Answer], verdict: tuple[Tick, ...]) -> Block:
    rows = [
        Answer("Diterima tanggal", _text(by_key, "diterima")),
        Answer("Nomor agenda", _text(by_key, "nomor_agenda", task.case.number)),
    ]
    if "sifat" in by_key:
        rows.append(replace(by_key["sifat"], label="Sifat"))
    if verdict:
        rows.append(Answer("Keputusan", ticks=verdict))
    return _rows(*rows)


def _others(by_key: dict[str, Answer]) -> Block:
    return _rows(*(one for key, one in by_key.items() if key not in PLACED and not one.heads))


def _rows(*answers: Answer) -> Block:
    return Block(lines=tuple((answer,) for answer in answers))


def _text(by_key: dict[str, Answer], key: str, otherwise: str = "") -> str:
    found = by_key[key].text if key in by_key else ""
    return found if found and found != NOTHING else otherwise or NOTHING


def _note(task: Task, by_key: dict[str, Answer]) -> str:
    own = _text(by_key, "catatan")
    told = [own if own != NOTHING else "", task.result, task.note]
    return "\n".join(text for text in told if text)

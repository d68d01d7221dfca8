"""Who keeps which sentences, and what a sentence may name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from requests.enums import RECEIVERS
from requests.models import ReadySentence
from requests.replies.enums import NAMES, OF_APPROVERS, OF_THE_DESK, Purpose
from requests.rules import NO_COURT
from sopti.core import words
from sopti.workflow.rules import SUPERVISORS

if TYPE_CHECKING:
    from sopti.people.models import User

BRACED = re.compile(r"\{([^{}]*)\}")


def kept_by(user: User) -> tuple[Purpose, ...]:
    """Return the purposes whose sentences this person keeps, in the order of the page."""
    desk = OF_THE_DESK if RECEIVERS & user.role_keys else ()
    return (*desk, *(OF_APPROVERS if SUPERVISORS & user.role_keys else ()))


def why_not_keep_any(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not kept_by(user):
        return "Kalimat siap pakai diatur oleh Operator, Kasubag PTIP, Sekretaris, dan Ketua."
    return None


def why_not_keep(user: User, purpose: str) -> str | None:
    """Say why this person cannot add or change sentences of the purpose."""
    refused = why_not_keep_any(user)
    if refused or purpose in kept_by(user):
        return refused
    if purpose in OF_APPROVERS:
        return "Kalimat keputusan diatur oleh Kasubag PTIP, Sekretaris, dan Ketua."
    return "Kalimat meja layanan diatur oleh Operator dan Kasubag PTIP."


def why_not_write(text: str) -> str | None:
    """Say which name between braces nobody would fill in."""
    unknown = [name for name in BRACED.findall(text) if name not in NAMES]
    if not unknown:
        return None
    known = words.listed([f"{{{name}}}" for name in NAMES])
    return f"{{{unknown[0]}}} tidak dikenal. Yang dapat diisi sendiri hanya {known}."


def why_not_title(
    title: str, purpose: str, *, by: User, besides: ReadySentence | None = None
) -> str | None:
    """Say whether another sentence of the court has this title for the same use."""
    others = ReadySentence.objects.visible_to(by).filter(purpose=purpose)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if title.casefold() in {one.casefold() for one in others.values_list("title", flat=True)}:
        return f"Sudah ada kalimat berjudul “{title}” untuk keperluan ini. Tulis judul lain."
    return None

"""Who may read, set terms, and decide on a destruction: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.retained import months_words
from sopti.people.rules import why_not_keep
from sopti.retention.models import READERS

if TYPE_CHECKING:
    from sopti.core.retained import Retained
    from sopti.people.models import User
    from sopti.retention.models import Destruction

APPROVER = "sekretaris"
MOST = 1200  # months


def may_read(user: User) -> bool:
    """Tell whether the menu leads there: by roles alone."""
    return user.court_id is not None and bool(user.role_keys & READERS)


def why_not_read(user: User) -> str | None:
    if may_read(user):
        return None
    return "Halaman ini dibuka Pengelola SOPTI, Sekretaris, Ketua, Kasubag PTIP, dan pengawas."


def why_not_set(by: User, court_id: int) -> str | None:
    """Terms belong to the court's administrator, who cannot approve what follows from them."""
    return why_not_keep(by, court_id)


def why_not_months(kind: Retained, months: int | None) -> str | None:
    """Say why a term is none: shorter than what the data is there for, or beyond all reason."""
    if months is None:
        return None
    if months < kind.least:
        return f"{kind.title}: paling singkat {months_words(kind.least)}. Pilih yang lebih lama."
    if months > MOST:
        return f"{kind.title}: paling lama {months_words(MOST)}, atau tidak dimusnahkan."
    return None


def why_not_decide(by: User, proposal: Destruction) -> str | None:
    """Leave the decision to the Sekretaris, and never to whoever set one of its terms."""
    if not proposal.is_waiting:
        status = proposal.get_status_display().lower()
        return f"Usul ini sudah diputus oleh {proposal.decided_by}: {status}."
    if proposal.court_id != by.court_id:
        return "Usul pemusnahan ini milik pengadilan lain."
    if APPROVER not in by.role_keys:
        return "Usul pemusnahan diputus oleh Sekretaris."
    if any(line.set_by_id == by.pk for line in proposal.lines.all()):
        return (
            "Jangka waktu pada usul ini Anda sendiri yang menetapkan, jadi orang lain yang harus "
            "memutusnya. Minta Ketua menunjuk Plh. Sekretaris."
        )
    return None


def why_not_print(proposal: Destruction) -> str | None:
    if proposal.is_done:
        return None
    return "Berita acara dapat dicetak sesudah pemusnahan selesai. Buka lagi usulnya nanti."

"""Who writes, checks, withdraws and links solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.enums import RECEIVERS
from requests.knowledge.enums import State
from requests.models import Article
from requests.rules import NO_COURT, SECTION
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.models import Case

CHECKER = "kasubag_ptip"
LINKED_IN = (CaseStatus.RUNNING, CaseStatus.DONE)


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_write(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not RECEIVERS & user.role_keys:
        return "Solusi ditulis oleh Operator dan Kasubag PTIP."
    return None


def why_not_change(user: User, article: Article) -> str | None:
    """Say why this person cannot word the article anew: what is in force was checked so."""
    refused = why_not_write(user) or _why_elsewhere(user, article)
    if refused or not article.is_in_force or CHECKER in user.role_keys:
        return refused
    return "Solusi yang berlaku diubah Kasubag PTIP. Tarik dulu bila isinya keliru."


def why_not_put_in_force(user: User, article: Article) -> str | None:
    if article.is_in_force:
        return "Solusi ini sudah berlaku."
    if CHECKER not in user.role_keys:
        return "Solusi diperiksa dan diberlakukan Kasubag PTIP."
    return _why_elsewhere(user, article)


def why_not_withdraw(user: User, article: Article) -> str | None:
    if article.state == State.WITHDRAWN:
        return "Solusi ini sudah ditarik."
    return why_not_write(user) or _why_elsewhere(user, article)


def why_not_link(user: User, case: Case, article: Article) -> str | None:
    """Say why the article cannot be named as the solution of the request."""
    if not article.is_in_force:
        return f"Solusi “{article}” belum berlaku, jadi belum dapat dipasang."
    return why_not_choose(user, case) or _why_elsewhere(user, article)


def why_not_choose(user: User, case: Case) -> str | None:
    """Say why this person names no solution of the request at all."""
    if case.procedure.section != SECTION or case.status not in LINKED_IN:
        return "Solusi dipasang pada permintaan yang berjalan atau selesai."
    if case.court_id != user.court_id or not RECEIVERS & user.role_keys:
        return "Solusi dipasang oleh Operator dan Kasubag PTIP."
    return None


def why_not_title(title: str, *, by: User, besides: Article | None = None) -> str | None:
    others = Article.objects.filter(court=by.court_id)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if title.casefold() in {one.casefold() for one in others.values_list("title", flat=True)}:
        return f"Sudah ada solusi berjudul “{title}”. Ubah yang itu, atau tulis judul lain."
    return None


def _why_elsewhere(user: User, article: Article) -> str | None:
    return None if article.court_id == user.court_id else "Solusi ini milik pengadilan lain."

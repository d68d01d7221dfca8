"""What the pages of the library show, and what it adds to the page of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from requests.enums import RECEIVERS
from requests.knowledge import rules
from requests.knowledge.finding import found_articles, likely
from sopti.workflow.enums import CaseStatus, TaskStatus
from sopti.workflow.registry import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from requests.models import Article, Handling, ServiceRequest, Solution
    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

PAGE = 25
FOR_A_REQUEST, BEFORE_FILING = 5, 3


def is_desk(user: User) -> bool:
    return bool(RECEIVERS & user.role_keys)


def library_page(user: User, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return one page of the library. `chosen` comes from LibraryFilter."""
    page = Paginator(found_articles(user, chosen), PAGE).get_page(chosen.get("hal") or 1)
    asked = any(chosen.get(name) for name in ("q", "jenis", "keadaan"))
    return {"page": page, "rows": list(page), "is_desk": is_desk(user), "is_filtered": asked}


def article_page(article: Article, *, viewer: User) -> dict[str, Any]:
    """Return one article with what the viewer may do to it."""
    shown: dict[str, Any] = {"article": article, "is_desk": is_desk(viewer)}
    if is_desk(viewer):
        shown |= {
            "versions": article.history.count(),  # type: ignore[attr-defined]  # simple-history's
            "why_not_change": rules.why_not_change(viewer, article),
            "why_not_put_in_force": rules.why_not_put_in_force(viewer, article),
            "why_not_withdraw": rules.why_not_withdraw(viewer, article),
        }
    return shown


# -------------------------------------------------------------------------------- of one request
def likely_for(case: Case, *, viewer: User) -> list[Article]:
    """Return the articles that come nearest to the request."""
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    place = asked.asset_or_place if asked else ""
    category = asked.category if asked else ""
    rest = f"{place}\n{case.detail}"
    return likely(case.title, rest, category, user=viewer, most=FOR_A_REQUEST)


def begun_from(case: Case) -> dict[str, Any]:
    """Return what an article about a finished request begins with."""
    asked: ServiceRequest | None = getattr(case, "service_request", None)
    return {
        "title": case.title,
        "problem": case.detail,
        "steps": "\n".join(_said_of_work(case)),
        "categories": [asked.category] if asked else [],
    }


def _said_of_work(case: Case) -> list[str]:
    """Return the cause that was found and what was done, as the desk wrote them."""
    known: Handling | None = getattr(case, "handling", None)
    cause = [f"Penyebab: {known.cause}"] if known and known.cause else []
    done = case.tasks.filter(status=TaskStatus.DONE, is_current=True).order_by("step")
    last = done.last()
    words = (last.values.get("tindakan") or last.result) if last else ""
    return [*cause, *str(words or "").splitlines()]


def knowledge_panels(case: Case, viewer: User, now: datetime) -> list[Panel]:
    """Return the solution of the request, and to the desk the way to those that are alike."""
    solution: Solution | None = getattr(case, "solution", None)
    may_choose = rules.why_not_choose(viewer, case) is None
    panels = []
    if solution is not None and _may_read(viewer, solution.article):
        told = {"case": case, "solution": solution, "may_choose": may_choose}
        panels.append(Panel("requests/knowledge/_linked.html", told, "top"))
    if may_choose:
        is_done = case.status == CaseStatus.DONE
        told = {"case": case, "is_done": is_done}
        panels.append(Panel("requests/knowledge/_look.html", told))
    return panels


def task_panels(task: Task, viewer: User, now: datetime) -> list[Panel]:
    """Return the same for the page of a step."""
    return knowledge_panels(task.case, viewer, now)


def _may_read(viewer: User, article: Article) -> bool:
    return is_desk(viewer) or (article.is_in_force and article.is_for_everybody)

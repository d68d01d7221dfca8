"""What the pages of social media show, gathered in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.urls import reverse

from sopti.core.words import month_name
from sopti.people.enums import ONLY_A_CLERK
from sopti.sop.models import Edition
from sopti.workflow.rules import why_not_open
from website_ops.channels.models import Channel
from website_ops.channels.rules import why_not_keep
from website_ops.social.enums import PostState
from website_ops.social.models import ChannelMonth, Post

if TYPE_CHECKING:
    from sopti.people.models import User

PAGE = 25
TONES = {PostState.DRAFT: "tag--gold", PostState.APPROVED: "tag--gold"}
SECTION = "social_media"
READERS = frozenset({"admin_web", "operator_ti", "kasubag_ptip", "redaktur", "sekretaris", "ketua"})


@dataclass(frozen=True)
class PostRow:
    post: Post
    tone: str


@dataclass(frozen=True)
class MonthRow:
    """One channel in one month: what SOPTI counted, and what its statistics said."""

    channel: Channel
    posts: int
    reach_of_posts: int
    kept: ChannelMonth | None
    before: ChannelMonth | None

    @property
    def gained(self) -> int | None:
        """How many followers came since the month before."""
        return self.kept.followers - self.before.followers if self.kept and self.before else None


def posts_page(user: User, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return one page of the posts that the viewer may read."""
    found = Post.objects.visible_to(user)
    for word in (chosen.get("q") or "").split():
        found = found.filter(Q(title__icontains=word) | Q(text__icontains=word))
    if chosen.get("saluran"):
        found = found.filter(kind=chosen["saluran"])
    if chosen.get("keadaan"):
        found = found.filter(state=chosen["keadaan"])
    total = found.count()
    paginator = Paginator(found.for_pages(), PAGE)
    vars(paginator)["count"] = total
    page = paginator.get_page(chosen.get("hal") or 1)
    return {
        "rows": [PostRow(post, TONES.get(PostState(post.state), "")) for post in page],
        "page": page,
        "total": total,
        "is_filtered": any(chosen.get(name) for name in ("q", "saluran", "keadaan")),
        "only_read": user.role_keys <= ONLY_A_CLERK,
        "openings": _openings(user),
    }


def month_page(user: User, month: date) -> dict[str, Any]:
    """Return the evaluation of a month, channel by channel."""
    before = _month_before(month)
    channels = list(Channel.objects.visible_to(user).in_use().social())
    kept = ChannelMonth.objects.filter(channel__in=channels, month__in=(month, before))
    by_month = {(row.channel_id, row.month): row for row in kept}
    posted = Post.objects.visible_to(user).posted()
    counted: dict[int, Any] = {
        row["channel"]: row
        for row in posted.filter(posted_at__year=month.year, posted_at__month=month.month)
        .order_by()
        .values("channel")
        .annotate(posts=Count("pk"), reached=Sum("reach"))
    }
    rows = [
        MonthRow(
            channel,
            counted.get(channel.pk, {}).get("posts", 0),
            counted.get(channel.pk, {}).get("reached") or 0,
            by_month.get((channel.pk, month)),
            by_month.get((channel.pk, before)),
        )
        for channel in channels
    ]
    return {
        "rows": rows,
        "month": month,
        "month_said": month_name(month),
        "before": before,
        "after": _month_after(month),
        "missing": sum(row.kept is None for row in rows),
        "may_note": why_not_keep(user) is None,
    }


def _month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def _month_after(month: date) -> date:
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)  # noqa: PLR2004


def _openings(user: User) -> list[str]:
    editions = Edition.objects.visible_to(user).in_force().select_related("document__court")
    return [
        reverse("workflow:open", args=[edition.document.key, procedure.key])
        for edition in editions
        for procedure in edition.sop.procedures
        if procedure.section == SECTION
        and why_not_open(user, edition, procedure, procedure.flow("")) is None
    ]


def uses_social_media(user: User) -> bool:
    """Tell whether the menu leads there: courts publish on social media, clerks read elsewhere."""
    return user.court_id is not None and bool(user.role_keys & READERS)

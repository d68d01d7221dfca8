"""Every change of posts and of the figures of a month, each one public function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from sopti.core.errors import refuse_if
from sopti.people.actions import keep
from sopti.workflow.models import Case
from website_ops.channels.models import Channel
from website_ops.social import limits, rules
from website_ops.social.enums import PostState
from website_ops.social.models import ChannelMonth, Post

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sopti.people.models import User


@transaction.atomic
def draft(case: Case, texts: Mapping[str, str], *, by: User, at: datetime) -> list[Post]:
    """Write what the case says on each medium ("" is the court without channels)."""
    _lock(case)
    pictures = case.attachments.filter(content_type__startswith="image/").count()
    refuse_if(limits.why_too_many_pictures(list(texts), pictures))
    channels = {one.kind: one for one in Channel.objects.in_use().filter(court=case.court_id)}
    there = {post.kind: post for post in Post.objects.filter(case=case)}
    for kind, post in there.items():
        if kind not in texts:
            post.delete()
    made = []
    for kind, text in texts.items():
        post = there.get(kind) or Post(court_id=case.court_id, case=case, kind=kind, begun_at=at)
        post.channel, post.title, post.text = channels.get(kind), case.title, text
        post.writer, post.state = by, PostState.DRAFT
        post.address, post.posted_at = "", None
        keep(post, by=by)
        made.append(post)
    return made


@transaction.atomic
def approve(case: Case, *, by: User) -> None:
    """Let the posts of the case come out as they stand."""
    _lock(case)
    for post in Post.objects.filter(case=case, state=PostState.DRAFT):
        post.state = PostState.APPROVED
        keep(post, by=by)


@transaction.atomic
def note_posted(case: Case, addresses: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Write down under which address each post came out."""
    _lock(case)
    for post in Post.objects.filter(case=case):
        if not (address := addresses.get(post.kind)):
            continue
        post.posted_at = post.posted_at if post.address == address else at
        post.state, post.address = PostState.POSTED, address
        keep(post, by=by)


@transaction.atomic
def note_figures(
    case: Case, figures: Mapping[str, tuple[int | None, int | None]], *, by: User
) -> None:
    """Write down whom each post reached, and who answered it."""
    _lock(case)
    for post in Post.objects.filter(case=case):
        if post.kind in figures:
            post.reach, post.reactions = figures[post.kind]
            keep(post, by=by)


@transaction.atomic
def file_away(case: Case, *, filed_in: str, by: User) -> None:
    _lock(case)
    for post in Post.objects.filter(case=case):
        post.filed_in = filed_in
        keep(post, by=by)


@transaction.atomic
def note_month(
    channel_id: int, month: date, told: Mapping[str, Any], *, by: User, at: datetime
) -> ChannelMonth:
    """Write down what a channel reached in a month; written again, it is corrected."""
    channel = Channel.objects.select_for_update().get(pk=channel_id)
    refuse_if(
        rules.why_not_note_month(by, channel, month, today=at.astimezone(channel.court.tz).date())
    )
    found = ChannelMonth.objects.filter(channel=channel, month=month).first()
    row = found or ChannelMonth(channel=channel, month=month)
    for name in ("followers", "reach", "reactions", "note"):
        setattr(row, name, told[name])
    row.by, row.at = by, at
    keep(row, by=by)
    return row


def _lock(case: Case) -> None:
    Case.objects.select_for_update().only("pk").get(pk=case.pk)

"""Draft and check: what the case says on each of the court's channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome
from website_ops.channels.enums import ChannelKind
from website_ops.channels.models import Channel
from website_ops.social import actions, limits
from website_ops.social.models import Post

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

NO_CHANNEL = "naskah"  # the one text of a court that wrote no channel down
WRITE_ONE = "Tulis teks paling sedikit untuk satu media."
TEXTS = {kind.value: f"Teks {kind.label}" for kind in limits.LIMITS}


class DraftPosts(Deed):
    key = "draft-posts"
    labels = TEXTS | {NO_CHANNEL: "Teks konten"}
    template = "website_ops/social/_draft.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        kinds = kinds_of(task)
        if not kinds:
            return {NO_CHANNEL: _text("", self.labels[NO_CHANNEL], wanted=True)}
        alone = len(kinds) == 1
        return {kind: _text(kind, self.labels[kind], wanted=alone) for kind in kinds}

    def initial(self, task: Task) -> dict[str, Any]:
        return {
            post.kind or NO_CHANNEL: post.text for post in Post.objects.filter(case=task.case_id)
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        texts = texts_of(values)
        kinds = kinds_of(task)
        if not texts:
            return {kinds[0] if kinds else NO_CHANNEL: WRITE_ONE}
        wrong = {kind: limits.why_too_much(kind, text) for kind, text in texts.items()}
        return {kind or NO_CHANNEL: why for kind, why in wrong.items() if why}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        actions.draft(task.case, texts_of(values), by=by, at=at)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        pictures = task.case.attachments.filter(content_type__startswith="image/").count()
        return {"pictures": pictures, "channels": kinds_of(task)}


class CheckPosts(Deed):
    key = "check-posts"
    yes = "Setujui konten"

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        if task.outcome == Outcome.YES:
            actions.approve(task.case, by=by)


def kinds_of(task: Task) -> list[str]:
    """Return the social media that the court uses."""
    social = Channel.objects.in_use().social().filter(court=task.case.court_id)
    return [
        kind.value for kind in limits.LIMITS if kind in set(social.values_list("kind", flat=True))
    ]


def texts_of(values: dict[str, Any]) -> dict[str, str]:
    """Return the texts by medium, "" for the court without channels."""
    named = {kind: values.get(kind, "") for kind in TEXTS} | {"": values.get(NO_CHANNEL, "")}
    return {kind: text.strip() for kind, text in named.items() if text.strip()}


def _text(kind: str, label: str, *, wanted: bool) -> forms.Field:
    limit = limits.limit_of(kind)
    area = forms.Textarea({"rows": 5, "data-letters": limit.letters})
    if limit.tags is not None:
        area.attrs["data-tags"] = limit.tags
    if kind == ChannelKind.X:
        area.attrs["data-link"] = limits.LINK_ON_X
    return forms.CharField(
        label=label,
        required=wanted,
        max_length=64_000,
        help_text=f"{limit.said.capitalize()}.",
        widget=area,
    )

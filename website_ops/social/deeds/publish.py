"""Publish: under which address each post came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.deeds import Deed
from website_ops.channels.addresses import why_not_on
from website_ops.channels.models import Channel
from website_ops.social import actions, limits
from website_ops.social.models import Post

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task

GENERAL = "alamat"
POST_ONE = "Catat alamat paling sedikit satu konten yang sudah terbit."
NAMES = {kind.value: f"{kind.value}_alamat" for kind in limits.LIMITS} | {"": GENERAL}


class PublishPosts(Deed):
    key = "publish-posts"
    labels = {
        **{NAMES[kind]: f"Alamat di {kind.label}" for kind in limits.LIMITS},
        GENERAL: "Alamat konten",
        "catatan_terbit": "Catatan",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        posts = list(Post.objects.filter(case=task.case_id))
        alone = len(posts) == 1
        asked = {
            NAMES[post.kind]: _address(self.labels[NAMES[post.kind]], wanted=alone)
            for post in posts
        }
        note = forms.CharField(label="Catatan", max_length=1000, widget=forms.Textarea({"rows": 2}))
        return asked or {"catatan_terbit": note}

    def initial(self, task: Task) -> dict[str, Any]:
        return {
            NAMES[post.kind]: post.address
            for post in Post.objects.filter(case=task.case_id)
            if post.address
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        posts = list(Post.objects.filter(case=task.case_id))
        told = addresses_of(values)
        if posts and not told:
            return {NAMES[posts[0].kind]: POST_ONE}
        social = list(Channel.objects.in_use().social().filter(court=task.case.court_id))
        wrong = {}
        for kind, address in told.items():
            own = [one for one in social if one.kind == kind]
            wrong[NAMES[kind]] = why_not_on(address, own or social)
        return {name: why for name, why in wrong.items() if why}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        actions.note_posted(task.case, addresses_of(values), by=by, at=at)


def addresses_of(values: dict[str, Any]) -> dict[str, str]:
    return {kind: values[name] for kind, name in NAMES.items() if values.get(name)}


def _address(label: str, *, wanted: bool) -> forms.Field:
    return forms.URLField(
        label=label,
        required=wanted,
        max_length=500,
        assume_scheme="https",
        help_text="Salin tautan dari kontennya sesudah tayang.",
        error_messages={"invalid": "Tulis alamat lengkap, dimulai dengan https://"},
    )

"""File: where the story, its photos and its papers are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.workflow.deeds import Deed
from website_ops.stories import actions
from website_ops.stories.deeds.parts import photos_of, story_of

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


class FileStory(Deed):
    key = "file-story"
    labels = {"arsip": "Tempat arsip", "isi_arsip": "Isi arsip"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        place = forms.CharField(
            label=self.labels["arsip"],
            max_length=200,
            help_text="Map, cakram, atau folder tempat salinannya disimpan.",
        )
        return {"arsip": place}

    def initial(self, task: Task) -> dict[str, Any]:
        return {"arsip": f"SOPTI, arsip publikasi {task.case.year}"}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        story, photos = story_of(task), photos_of(task)
        if story is None:
            return {}
        files = task.case.attachments.count()
        return {"isi_arsip": f"naskah “{story}”, {len(photos)} foto, {files} lampiran"}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        actions.file_away(task.case, filed_in=values.get("arsip", ""), by=by, at=at)

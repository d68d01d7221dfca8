"""Select: which of the photos are published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.deeds import Deed
from website_ops.stories import actions
from website_ops.stories.deeds.parts import photos_of, said_photos, shown_photos, text
from website_ops.stories.fields import PhotosField

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.workflow.models import Task

CHOOSE = "Pilih paling sedikit satu foto, atau tulis pada catatan seleksi mengapa tanpa foto."


class SelectPhotos(Deed):
    key = "select-photos"
    labels = {
        "terpilih": "Foto terpilih",
        "foto": "Keterangan foto",
        "seleksi": "Catatan seleksi",
    }
    template = "website_ops/stories/_add_photos.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        photos = PhotosField(
            photos_of(task),
            asks_for_words=False,
            label="Pilih foto yang diterbitkan",
            help_text="Keterangan dapat ditulis sekarang atau bersama naskahnya.",
        )
        hint = "Apa yang disunting: dipotong, wajah anak dikaburkan, dan sebagainya."
        note = text(self.labels["seleksi"], rows=2, most=2000, hint=hint, wanted=False)
        return {"foto": photos, "seleksi": note}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        needs = photos_of(task) and not values.get("foto") and not values.get("seleksi")
        return {"foto": CHOOSE} if needs else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return {"terpilih": said_photos(values.get("foto"))}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        actions.choose(task.case, values.get("foto") or [], by=by, at=at)

    def told(self, task: Task) -> list[tuple[str, str]]:
        return [line for line in super().told(task) if line[0] != self.labels["foto"]]

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_photos(task, field="f_foto")

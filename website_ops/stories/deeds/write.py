"""Write: headline, lead, body, sources, and the words of each photo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from sopti.ui.forms import DayField
from sopti.workflow.deeds import Deed
from website_ops.coverage.models import CoverageEvent
from website_ops.stories import actions, wording
from website_ops.stories.deeds.parts import photos_of, said_photos, shown_photos, story_of, text
from website_ops.stories.fields import PhotosField

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Task


class WriteStory(Deed):
    key = "write-story"
    labels = {
        "judul": "Judul",
        "tanggal_kegiatan": "Tanggal kegiatan",
        "teras": "Teras berita",
        "naskah": "Isi naskah",
        "keterangan_foto": "Keterangan foto",
        "foto": "Foto terpilih",
        "sumber": "Sumber bahan",
    }
    takes_from_case = False
    template = "website_ops/stories/_add_photos.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        lead = "Siapa, apa, kapan, di mana, dalam satu atau dua kalimat."
        photos = PhotosField(
            photos_of(task),
            asks_for_words=True,
            label="Foto yang diterbitkan",
            help_text="Setiap foto terpilih perlu teks alternatif: apa yang terlihat.",
        )
        body = text(self.labels["naskah"], rows=14, most=20_000, hint=wording.HOW)
        body.widget.attrs["data-writes"] = ""
        return {
            "judul": forms.CharField(label=self.labels["judul"], min_length=5, max_length=160),
            "tanggal_kegiatan": DayField(label=self.labels["tanggal_kegiatan"], required=False),
            "teras": text(self.labels["teras"], rows=2, most=500, hint=lead),
            "naskah": body,
            "foto": photos,
            "sumber": forms.CharField(
                label=self.labels["sumber"],
                required=False,
                max_length=300,
                help_text="Misalnya: peliputan sendiri, siaran pers, wawancara dengan …",
            ),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        story = story_of(task)
        event = CoverageEvent.objects.filter(case=task.case_id).first()
        day = (story and story.event_on) or (event and event.day)
        told = {"tanggal_kegiatan": day.isoformat()} if day else {}
        if story is None:
            return told | {"judul": task.case.title, "naskah": task.case.detail}
        return told | {
            "judul": story.headline,
            "teras": story.lead,
            "naskah": story.body or task.case.detail,
            "sumber": story.sources,
        }

    def hidden(self, task: Task) -> frozenset[str]:
        return frozenset({"keterangan_foto"})  # written at each photo

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        lines = [f"{one['foto']}. {one['keterangan']}" for one in _photos(values)]
        return {"keterangan_foto": "\n".join(lines)} if lines else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        day = values.get("tanggal_kegiatan")
        told = {
            "headline": values.get("judul") or task.case.title[:160],
            "event_on": date.fromisoformat(day) if day else None,
            "lead": values.get("teras", ""),
            "body": values.get("naskah", ""),
            "sources": values.get("sumber", ""),
        }
        actions.write(task.case, told, by=by, at=at)
        actions.choose(task.case, _photos(values), by=by, at=at)

    def told(self, task: Task) -> list[tuple[str, str]]:
        """Return all but the body, which stands on the story's own page."""
        own = [line for line in super().told(task) if line[0] not in NOT_IN_BRIEF]
        return [*own, ("Foto terpilih", said_photos(task.values.get("foto")))]

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_photos(task, field="f_foto")


NOT_IN_BRIEF = {
    WriteStory.labels[key] for key in ("naskah", "foto", "keterangan_foto", "tanggal_kegiatan")
}


def _photos(values: dict[str, Any]) -> list[dict[str, Any]]:
    found = values.get("foto")
    return found if isinstance(found, list) else []

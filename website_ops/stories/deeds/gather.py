"""Gather: the photos and papers of an event come together; scans become documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.workflow.deeds import Deed
from website_ops.stories.deeds.parts import shown_photos, text
from website_ops.stories.models import Photo

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms

    from sopti.workflow.models import Task


class GatherMaterial(Deed):
    key = "gather-material"
    labels = {"bahan": "Bahan yang terkumpul"}
    template = "website_ops/stories/_add_photos.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Foto, undangan, sambutan, daftar hadir: apa yang ada dan dari siapa."
        return {"bahan": text(self.labels["bahan"], rows=3, most=3000, hint=hint)}

    def initial(self, task: Task) -> dict[str, Any]:
        photos = Photo.objects.filter(story__case=task.case_id).count()
        files = task.case.attachments.count()
        counted = [f"{photos} foto"] * bool(photos) + [f"{files} lampiran"] * bool(files)
        return {"bahan": f"{' dan '.join(counted)}." if counted else ""}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_photos(task)


class ConvertMaterial(Deed):
    key = "convert-material"
    labels = {"dokumen": "Dokumen elektronik yang dihasilkan"}
    template = "website_ops/stories/_add_photos.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        hint = "Nama dokumen dan bentuknya (PDF, JPG); lampirkan berkasnya di bawah."
        return {"dokumen": text(self.labels["dokumen"], rows=3, most=3000, hint=hint)}

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_photos(task)

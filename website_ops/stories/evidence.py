"""The photos of a story, for a bundle of evidence of its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.workflow.case_files import CaseFile
from website_ops.stories.models import Photo

if TYPE_CHECKING:
    from sopti.workflow.models import Case


def files_of(case: Case) -> list[CaseFile]:
    photos = Photo.objects.filter(story__case=case).order_by("number")
    return [CaseFile(one.file, f"Foto {one.number:02d} {one.name}", one.sha256) for one in photos]

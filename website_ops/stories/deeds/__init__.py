"""What the steps of publishing do beside the SOP's forms: one small class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from website_ops.stories.deeds.check import CheckStory
from website_ops.stories.deeds.file import FileStory
from website_ops.stories.deeds.gather import ConvertMaterial, GatherMaterial
from website_ops.stories.deeds.publish import PublishStory
from website_ops.stories.deeds.select import SelectPhotos
from website_ops.stories.deeds.write import WriteStory

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (
    GatherMaterial(),
    ConvertMaterial(),
    SelectPhotos(),
    WriteStory(),
    CheckStory(),
    PublishStory(),
    FileStory(),
)

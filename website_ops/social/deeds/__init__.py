"""What the steps of social media do: one small class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from website_ops.social.deeds.after import EvaluatePosts, FilePosts, ReportPosts
from website_ops.social.deeds.draft import CheckPosts, DraftPosts
from website_ops.social.deeds.publish import PublishPosts

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed

ALL: tuple[Deed, ...] = (
    DraftPosts(),
    CheckPosts(),
    PublishPosts(),
    ReportPosts(),
    EvaluatePosts(),
    FilePosts(),
)

"""The rows of what the court publishes, room by room."""

from website_ops.channels.models import Channel
from website_ops.stories.models import Photo, Story, StoryMark

__all__ = ["Channel", "Photo", "Story", "StoryMark"]

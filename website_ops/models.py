"""The rows of what the court publishes, room by room."""

from website_ops.channels.models import Channel
from website_ops.coverage.models import CoverageEvent, Gear, GearLoan
from website_ops.renewals.models import Reminder, Service, Term
from website_ops.sites.models import ContentLook, ContentPart, Site, SiteNote, VisitorMonth
from website_ops.social.models import ChannelMonth, Post
from website_ops.stories.models import Photo, Story, StoryMark

__all__ = [
    "Channel",
    "ChannelMonth",
    "ContentLook",
    "ContentPart",
    "CoverageEvent",
    "Gear",
    "GearLoan",
    "Photo",
    "Post",
    "Reminder",
    "Service",
    "Site",
    "SiteNote",
    "Story",
    "StoryMark",
    "Term",
    "VisitorMonth",
]

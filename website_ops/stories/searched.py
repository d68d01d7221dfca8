"""Stories as they are found from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import plain_date
from sopti.search.kinds import Searched
from website_ops.stories import wording
from website_ops.stories.models import Story

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sopti.people.models import User


class Stories(Searched[Story]):
    key = "berita"
    label = "Liputan dan berita"
    icon = "journal-text"
    order = 40

    def every(self) -> QuerySet[Story]:
        return Story.objects.select_related("case", "court")

    def visible_to(self, user: User) -> QuerySet[Story]:
        return Story.objects.visible_to(user).select_related("case", "court")

    def hint(self, thing: Story) -> str:
        out = thing.published_at
        day = plain_date(out.astimezone(thing.court.tz).date()) if out else ""
        told = [thing.number, thing.get_state_display(), day]
        return " · ".join(filter(None, told))

    def text(self, thing: Story) -> str:
        return " ".join(filter(None, (thing.lead, wording.plain_of(thing.body), thing.sources)))


STORIES = Stories()

"""One court of the demonstration has settled its desk, so that both states can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.desk_settings import actions
from requests.models import ServiceCategory
from sopti.people.models import User

if TYPE_CHECKING:
    from datetime import datetime

WHO = "kasubag.madiun"
SUBCATEGORY = ("Perangkat keras (komputer, pencetak, pemindai)", "Layar antrean")
TARGETS = {1: 90, 2: 450, 3: 1350, 4: 2250}


def settle_demo_desk(*, at: datetime) -> None:
    """Give Madiun a subcategory and a target of its own, once."""
    kasubag = User.objects.filter(username=WHO, is_demo=True).first()
    if kasubag is None or ServiceCategory.objects.filter(court=kasubag.court_id).exists():
        return
    actions.take_over_categories(by=kasubag, at=at)
    top, name = SUBCATEGORY
    parent = ServiceCategory.objects.get(court=kasubag.court_id, name=top)
    actions.add_category(name, parent=parent, by=kasubag, at=at)
    actions.set_targets(TARGETS, by=kasubag, at=at)

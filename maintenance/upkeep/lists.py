"""The checklists: those of the house, from their file, and those that a court made its own."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from maintenance.assets.models import AssetKind
from maintenance.upkeep.enums import Every, Part
from maintenance.upkeep.models import Checklist

if TYPE_CHECKING:
    from collections.abc import Collection

FILE = settings.BASE_DIR / "fixtures" / "checklists.toml"
FALLBACK = "Ada di tempatnya dan utuh\nMenyala dan berfungsi saat dicoba"


@transaction.atomic
def load_lists(**_: Any) -> None:
    """Write the lists of the file: they are the product's, so the file always wins."""
    kinds = {kind.name: kind for kind in AssetKind.objects.filter(court=None)}
    known = {one.kind_id: one for one in Checklist.objects.filter(court=None)}
    for told in tomllib.loads(FILE.read_text(encoding="utf-8"))["lists"]:
        wanted = {
            "part": told.get("part", Part.DEVICES),
            "every": told["every"],
            "lines": "\n".join(told["lines"]),
        }
        for name in told["kinds"]:
            kind = kinds.get(name)
            found = known.get(kind.pk) if kind else None
            one = found or Checklist(kind=kind)
            if kind and (one.pk is None or any(getattr(one, k) != v for k, v in wanted.items())):
                for key, value in wanted.items():
                    setattr(one, key, value)
                one.save()


def lists_of(court_id: int | None) -> dict[int, Checklist]:
    """Return the list of each kind that has one; the court's own stands before the house's."""
    found = Checklist.objects.filter(Q(court=None) | Q(court=court_id)).select_related("kind")
    by_court = sorted(found, key=lambda one: one.court_id is not None)
    return {one.kind_id: one for one in by_court}


def list_of(kind: AssetKind, court_id: int) -> Checklist:
    """Return the list of a kind; a kind of the court's own begins with a plain one."""
    return lists_of(court_id).get(kind.pk) or plain_list(kind)


def plain_list(kind: AssetKind) -> Checklist:
    return Checklist(kind=kind, every=Every.QUARTER, part=Part.DEVICES, lines=FALLBACK)


def kinds_of(part: Collection[str], court_id: int) -> set[int]:
    """Return the kinds that these parts of the table look after."""
    return {kind for kind, one in lists_of(court_id).items() if one.part in part}

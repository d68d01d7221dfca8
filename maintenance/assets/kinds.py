"""The kinds of assets that come with the house, from their file. Safe to repeat."""

from __future__ import annotations

import tomllib
from typing import Any

from django.conf import settings
from django.db import transaction

from maintenance.assets.models import AssetKind

FILE = settings.BASE_DIR / "fixtures" / "asset_kinds.toml"


@transaction.atomic
def load_kinds(**_: Any) -> None:
    """Write the kinds of the file: they are the product's, so the file always wins."""
    known = {kind.name: kind for kind in AssetKind.objects.filter(court=None)}
    for place, told in enumerate(tomllib.loads(FILE.read_text(encoding="utf-8"))["kinds"]):
        wanted = (place, bool(told.get("licence")))
        kind = known.get(told["name"]) or AssetKind(name=told["name"])
        if kind.pk is None or (kind.order, kind.is_licence) != wanted:
            kind.order, kind.is_licence = wanted
            kind.save()

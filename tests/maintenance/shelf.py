"""Assets for the tests: one plain function for each kind of row."""

from itertools import count

from maintenance.assets import actions
from maintenance.assets.kinds import load_kinds
from maintenance.assets.models import Asset, AssetKind
from tests import make

_numbers = count(1)


def kind(name="PC"):
    load_kinds()
    return AssetKind.objects.get(name=name, court=None)


def told(**words):
    """What a form tells of an asset."""
    number = next(_numbers)
    usual = {
        "nup": f"3.10.01-{number}",
        "kind": words.pop("kind", None) or kind(),
        "name": f"PC meja {number}",
        "room": "Ruang PTSP",
        "condition": "baik",
        "holder": None,
        "acquired_on": None,
        "price": None,
        "warranty_until": None,
    }
    texts = dict.fromkeys(("maker", "model", "serial", "specification", "unit", "note"), "")
    return usual | texts | words


def asset(by, **words):
    """An asset of the person's court, written down by them."""
    return actions.add_asset(told(**words), by=by, at=make.MONDAY)


def licence(by, seats=2, **words):
    words.setdefault("name", "Antivirus")
    made = asset(by, kind=kind("Lisensi perangkat lunak"), seats=seats, **words)
    return Asset.objects.get(pk=made.pk).licence

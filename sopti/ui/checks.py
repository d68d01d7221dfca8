"""What the addresses of the house must have before it opens."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core import checks

from sopti.core.doors import Door, addresses, doors


def every_address_has_a_door(**kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse an address that no door is for, a door that leads nowhere, and one that is wrong."""
    # First: reading the addresses is what hangs the doors.
    found = {name: address for name, _, address in addresses()}
    hung = doors()
    problems = [f"Alamat {name} belum punya pintu di doors.py." for name in found.keys() - hung]
    problems += [f"Pintu {name} tidak punya alamat." for name in hung.keys() - found]
    for name in found.keys() & hung.keys():
        problems += _wrong(name, hung[name], asks_login=_asks_login(found[name]))
    return [checks.Error(problem, id="sopti.E010") for problem in sorted(problems)]


def _asks_login(address: Any) -> bool:
    return bool(getattr(address.callback, "login_required", True))


def _wrong(name: str, door: Door, *, asks_login: bool) -> list[str]:
    problems = []
    if door.is_open == asks_login:
        said = "boleh tanpa masuk" if door.is_open else "hanya sesudah masuk"
        problems.append(f"Pintu {name} berkata {said}, tetapi halamannya tidak begitu.")
    if door.thing and not _is_model(door.thing):
        problems.append(f"Pintu {name} menyebut {door.thing}, yang tidak ada.")
    return problems


def _is_model(label: str) -> bool:
    try:
        apps.get_model(label)
    except LookupError:
        return False
    return True

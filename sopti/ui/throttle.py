"""How often one address may ask for what needs no login: nobody tries keys one after the other."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

KEEP_SECONDS = 120


def is_within(request: HttpRequest, what: str, most: int, *, at: datetime) -> bool:
    """Count one look of this address, and tell whether it is still within so many a minute.

    The minute stands in the key: a count ends with its minute, also where a cache begins the
    time anew at every step.
    """
    key = f"{what}:{_neighbourhood(request)}:{at:%Y%m%d%H%M}"
    if cache.add(key, 1, KEEP_SECONDS):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # thrown out between the two lines: a full cache is no reason to refuse
        return True


def _neighbourhood(request: HttpRequest) -> str:
    """Return the address, of the new kind its network: one house has billions of those."""
    address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if address.version == 4:  # noqa: PLR2004 (the name of the protocol)
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)

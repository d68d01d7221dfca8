"""Which addresses the house speaks to, whatever name leads there."""

import asyncio
import re
import socket
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings

from sopti.core.reach import PUBLIC, Reach, UnreachableError, resolve, why_not_touch

INNER, OWN, BOTH = Reach(private=True), Reach(loopback=True), Reach(private=True, loopback=True)
ROOMS = ("sopti", "requests", "maintenance", "website_ops")
NEVER = [
    "169.254.169.254", "169.254.1.1", "100.100.100.200", "168.63.129.16", "fd00:ec2::254",
    "fe80::1", "0.0.0.0", "::",  # noqa: S104 (judged, not bound)
    "224.0.0.1", "ff02::1", "255.255.255.255", "240.0.0.1",
    "::ffff:169.254.169.254", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::",
]  # fmt: skip


@pytest.mark.parametrize("address", NEVER)
def test_address_that_no_permission_opens(address):
    assert "tidak pernah" in why_not_touch(ip_address(address), BOTH)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_own_machine_only_by_its_own_permission(address):
    for reach in (PUBLIC, INNER):
        assert "mesin SOPTI sendiri" in why_not_touch(ip_address(address), reach)
    assert why_not_touch(ip_address(address), OWN) is None


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "172.16.0.1", "192.168.1.5", "100.64.0.1", "fd12::1"]
)
def test_inner_network_only_by_its_own_permission(address):
    for reach in (PUBLIC, OWN):
        assert "jaringan dalam" in why_not_touch(ip_address(address), reach)
    assert why_not_touch(ip_address(address), INNER) is None


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public_address_is_open(address):
    assert why_not_touch(ip_address(address), PUBLIC) is None


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f000001"])
def test_every_way_to_write_the_own_machine_is_judged_as_what_it_resolves_to(name):
    with pytest.raises(UnreachableError) as refused:
        asyncio.run(resolve(name, 80, INNER))

    assert refused.value.is_ours
    assert "mesin SOPTI sendiri" in str(refused.value)


def test_name_with_a_good_and_a_bad_address_leads_to_the_good_one_alone(monkeypatch):
    rows = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("169.254.169.254", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)

    assert asyncio.run(resolve("berubah.example", 80, PUBLIC)) == ["8.8.8.8"]


def test_name_that_nobody_knows_is_a_finding_and_not_our_refusal():
    with pytest.raises(UnreachableError, match="tidak ditemukan di DNS") as unknown:
        asyncio.run(resolve("tidak-ada.invalid", 80, PUBLIC))

    assert not unknown.value.is_ours


def test_no_other_package_opens_connections_of_its_own():
    opens = re.compile(
        r"^(?:import|from) (?:socket|ssl|http\.client|urllib\.request|httpx2)\b", re.MULTILINE
    )
    here = Path(settings.BASE_DIR)
    code = [path for room in ROOMS for path in (here / room).rglob("*.py")]

    openers = {str(path.relative_to(here)) for path in code if opens.search(path.read_text())}

    # Reading a date out of a certificate opens nothing; the press's door is a pair of sockets
    # between a process and its own child, without an address.
    doors = {"sopti/reports/press.py", "sopti/reports/presses.py"}
    assert {path for path in openers if not path.startswith("sopti/core/")} == {
        "sopti/monitors/probes/dated.py",
        *doors,
    }
    reaches = re.compile(r"AF_INET|\.(?:connect|create_connection|bind|listen|getaddrinfo)\(")
    assert [path for path in doors if reaches.search((here / path).read_text())] == []

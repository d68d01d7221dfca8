"""What an installation is made of: a bill of materials in CycloneDX's JSON, out of a lock file.

The lock says which packages belong to SOPTI, the installed packages themselves which version lies
here and under which licence. Nothing is asked of any other machine, and no address is written.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from sopti.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import PackageMetadata

ROOT = Path(settings.BASE_DIR)
PINNED = re.compile(
    r"^([\w.-]+)==(\S+)( ;[^\\\n]+)?((?:\s*\\\n\s+--hash=sha256:\w+)*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:(\w+)")
NAME = re.compile(r"[\w.-]+")
LONGEST = 60  # characters: a longer "License" is the licence's text
SAID_ELSEWHERE = {"pysqlite3": "Zlib"}  # its LICENSE is that text; its metadata do not say so
# What lies in the repository itself: name, version, licence, the file that holds it.
FONT = "static/vendor/fonts/source-sans-3-latin-wght-normal.woff2"
OWN_COPIES = [
    ("bootstrap", "5.3.8", "MIT", "static/vendor/bootstrap/bootstrap.min.css"),
    ("@fontsource-variable/source-sans-3", "5.3.0", "OFL-1.1", FONT),
    ("bootstrap-icons", "1.13.2", "MIT", "sopti/ui/icons"),
]
Part = dict[str, Any]


class Pin(NamedTuple):
    """A package of the lock; `only_where` is the condition under which it is installed at all."""

    name: str
    version: str
    only_where: str
    hashes: list[str]


def bill_of(lock: Path) -> Part:
    """Return the bill of what the lock pins and this machine holds.

    Refused where a package is not installed, or in another version: the bill would be of something
    else. Those that the lock asks for on other systems alone are left out. Every run over the same
    packages gives the same bill.
    """
    found = [(pin, one) for pin in pins_of(lock) if (one := _installed(pin))]
    parts = [*(_component(pin, one) for pin, one in found), *map(_own_copy, OWN_COPIES)]
    told = "\n".join(f"{part['purl']} {part['licenses']}" for part in parts)
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, told)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own["name"],
                "name": own["name"],
                "version": own["version"],
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": parts,
        "dependencies": [
            {"ref": own["name"], "dependsOn": [part["bom-ref"] for part in parts]},
            *_dependencies(found),
        ],
    }


def pins_of(lock: Path) -> list[Pin]:
    """Return what a lock file pins, in its order."""
    return [
        Pin(name, version, condition.lstrip(" ;").strip(), HASH.findall(hashes))
        for name, version, condition, hashes in PINNED.findall(lock.read_text("utf-8"))
    ]


def _installed(pin: Pin) -> Distribution | None:
    try:
        found = distribution(pin.name)
    except PackageNotFoundError as error:
        if pin.only_where:
            return None
        raise Refusal(f"{pin.name} {pin.version} belum terpasang di sini.") from error
    if found.version != pin.version:
        told = f"{pin.name} terpasang {found.version}, sedangkan yang dikunci {pin.version}."
        raise Refusal(f"{told} Pasang dahulu sesuai berkas kuncinya.")
    return found


def _component(pin: Pin, found: Distribution) -> Part:
    return {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin.name,
        "version": pin.version,
        "licenses": list(_licences(pin, found)),
        "purl": _purl(pin),
        "properties": [{"name": "sopti:lock:sha256", "value": each} for each in pin.hashes],
    }


def _purl(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _licences(pin: Pin, found: Distribution) -> Iterator[Part]:
    """Yield what the package says of its licence: one expression, or names."""
    told = found.metadata
    if expression := _said(told, "License-Expression") or SAID_ELSEWHERE.get(pin.name):
        yield {"expression": expression}
        return
    kinds = [one for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    names = [one.rpartition(" :: ")[2] for one in kinds]
    short = _said(told, "License").strip()
    if not names and 0 < len(short) <= LONGEST:
        names = [short]
    yield from ({"license": {"name": name}} for name in names)


def _said(told: PackageMetadata, name: str) -> str:
    return next(iter(told.get_all(name) or []), "")


def _own_copy(told: tuple[str, str, str, str]) -> Part:
    name, version, licence, place = told
    purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}}],
        "purl": purl,
        "properties": [{"name": "sopti:place", "value": place}],
    }


def _dependencies(found: list[tuple[Pin, Distribution]]) -> Iterator[Part]:
    """Yield which part needs which others, as the packages say, extras left out."""
    known = {_plain(pin.name): _purl(pin) for pin, _ in found}
    for pin, one in found:
        needed = [need for need in one.requires or [] if "extra ==" not in need]
        names = {_plain(name[0]) for need in needed if (name := NAME.match(need))}
        yield {"ref": _purl(pin), "dependsOn": sorted(known[name] for name in names & set(known))}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

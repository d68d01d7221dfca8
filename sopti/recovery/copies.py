"""How copies are called, and which of them are finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HALF = ".setengah"  # a copy that is not finished has another name, so that nobody trusts it
PREFIX = "sopti-"


def copies_in(folder: Path) -> list[Path]:
    """Return the finished copies, the oldest first."""
    found = (path for path in folder.glob(f"{PREFIX}*") if (path / "manifest.json").is_file())
    return sorted(path for path in found if not path.name.endswith(HALF))

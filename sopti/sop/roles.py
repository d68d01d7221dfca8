"""The roles an SOP may name: those of the database, or of the file they are loaded from."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from sopti.people.models import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def roles_in_database() -> Mapping[str, bool]:
    """Return every role's key, and whether its holders have an account."""
    return dict(Role.objects.values_list("key", "can_log_in"))


def roles_in_file(path: Path) -> Mapping[str, bool]:
    roles = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: role.get("can_log_in", True) for key, role in roles.items()}

"""Bringing the newest copy back for practice: what was never brought back is not known to be one.

The very command that serves in an emergency does it, in a process of its own and into an empty
installation beside the real one, which nobody reaches and which is gone afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.errors import Refusal, refuse_if
from sopti.core.supervisor import end_with
from sopti.recovery import rules
from sopti.recovery.beside import empty_installation
from sopti.recovery.copies import copies_in
from sopti.recovery.manifest import read_manifest
from sopti.recovery.rehearsal import Rehearsal, last_rehearsal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SAYS = "CommandError: "


def rehearse(folder: Path, *, at: datetime, key: Path | None = None) -> Rehearsal:
    """Bring a copy back beside the real installation, prove it whole, and keep what came of it.

    `folder` is a copy, or holds copies, of which the newest is taken. A copy that is broken is a
    result, kept beside the copies in `latihan.json`. Refused, without a result: no copy, one that
    cannot be opened here, too little room, no right to make a database, or another rehearsal at
    work. Nothing else is left, and neither database nor files of the site are touched.
    """
    copy = _chosen(folder)
    began = time.monotonic()
    wrong = _first_wrong(copy, key)
    before = last_rehearsal(copy.parent)
    found = Rehearsal(
        began_at=at,
        of=copy.name,
        seconds=round(time.monotonic() - began, 1),
        wrong=wrong,
        passed_at=(before.passed_at if before else None) if wrong else at,
    )
    found.keep(copy.parent)
    return found


def _chosen(folder: Path) -> Path:
    if (folder / "manifest.json").is_file():
        return folder.resolve()
    copies = copies_in(folder.resolve())
    refuse_if(None if copies else f"Belum ada cadangan di {folder}. Buat dahulu: manage.py backup")
    return copies[-1]


def _first_wrong(copy: Path, key: Path | None) -> str:
    try:
        manifest = read_manifest(copy)
    except Refusal as reason:
        return str(reason)
    refuse_if(rules.why_not_rehearse(manifest, key))
    with empty_installation() as surroundings:
        return _why_not_restored(copy, key, surroundings)


def _why_not_restored(copy: Path, key: Path | None, surroundings: dict[str, str]) -> str:
    opening = ["--key", str(key.resolve())] if key else []
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "manage.py", "restore", str(copy), *opening],
        cwd=settings.BASE_DIR,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=end_with(os.getpid()),
    )
    return _first_of(done.stderr) or f"galat {done.returncode}" if done.returncode else ""


def _first_of(said: str) -> str:
    """Return the first thing that a command found, or the last line of what broke it."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    refused = [line.removeprefix(SAYS) for line in lines if line.startswith(SAYS)]
    return next(iter(refused or lines[-1:]), "")

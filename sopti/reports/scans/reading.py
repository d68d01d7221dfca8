"""Having a scan read: which papers its QR codes name. It is done in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sopti.reports.keys import key_in
from sopti.reports.presses import bare_environment

if TYPE_CHECKING:
    from sopti.workflow.uploads import Kept

READER = Path(__file__).with_name("reader.py")
MOST_SECONDS = 6
ADDRESS = re.compile(r"/periksa/([0-9A-Za-z-]{8,12})/?$")


def keys_in(kept: Kept) -> list[str]:
    """Return the keys of our papers whose codes are on the scan, each once; [] if none is legible.

    A code that leads elsewhere is none of ours. What takes too long counts as illegible.
    """
    kind = "pdf" if kept.content_type == "application/pdf" else "picture"
    kept.content.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-P", str(READER), str(MOST_SECONDS), kind],
            input=kept.content.read(),
            capture_output=True,
            timeout=MOST_SECONDS,
            env=bare_environment(),
            cwd="/",
            check=False,
        )
        said = json.loads(done.stdout or b"[]")
    except (subprocess.TimeoutExpired, ValueError):
        said = []
    finally:
        kept.content.seek(0)
    found = (key_in(match[1]) for text in said if (match := ADDRESS.search(str(text))))
    return list(dict.fromkeys(key for key in found if key))

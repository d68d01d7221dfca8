"""Commands in other surroundings, such as an empty installation."""

import subprocess
import sys

from django.conf import settings


def manage(surroundings, *words):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=settings.BASE_DIR,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )

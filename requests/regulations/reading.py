"""The worker's part: what uploaded PDFs say, so that their words can be searched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from requests.regulations.enums import TextState
from requests.regulations.finding import keep_words
from requests.regulations.models import RegulationFile

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 3  # files in one round of the worker
MOST_SECONDS = 60
FEWEST_LETTERS = 20  # below that it is a scan: a picture without words


def read_waiting(at: datetime) -> str:
    """Read the PDFs that wait. Safe to run twice: what was read is written under a lock."""
    waiting = RegulationFile.objects.filter(text_state=TextState.WAITING).order_by("pk")[:AT_ONCE]
    done = [kept for kept in waiting if _keep_text(kept.pk, words_in(Path(kept.file.path)))]
    return f"{len(done)} peraturan dibaca" if done else ""


@transaction.atomic
def _keep_text(pk: int, text: str) -> bool:
    kept = RegulationFile.objects.select_for_update().filter(pk=pk).first()
    if kept is None or kept.text_state != TextState.WAITING:
        return False
    has_words = len(text.strip()) >= FEWEST_LETTERS
    kept.text = text.replace("\x00", "") if has_words else ""
    kept.text_state = TextState.READ if has_words else TextState.NONE
    kept.save(update_fields=["text", "text_state"])
    keep_words(kept.regulation)
    return True


def words_in(path: Path) -> str:
    """Return what a PDF says, read by a process of its own; "" when it cannot be read."""
    command = [sys.executable, "-m", "requests.regulations.pdf_words", str(path)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program, one path of our own making)
            command, cwd=settings.BASE_DIR, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "ignore")

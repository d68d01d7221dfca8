"""The house without its locks, so that a proof of races can show that it sees what is lost."""

import time

from django.apps import AppConfig
from django.db.models import QuerySet

HELD_APART = 0.05  # seconds between looking and writing


class Unlocked(AppConfig):
    name = "tests.prove"
    label = "prove_unlocked"

    def ready(self) -> None:
        from sopti.workflow import rules  # noqa: PLC0415 (its models wait for the apps)

        QuerySet.select_for_update = lambda self, *args, **words: self._chain()
        asked = rules.why_not_work_on

        def slowly(*args, **words):
            answer = asked(*args, **words)
            time.sleep(HELD_APART)
            return answer

        rules.why_not_work_on = slowly

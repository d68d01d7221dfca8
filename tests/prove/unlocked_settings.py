"""Settings of the house without its locks (tests/prove/unlocked.py)."""

from sopti.settings import *  # noqa: F403
from sopti.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS.append("tests.prove.unlocked.Unlocked")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"

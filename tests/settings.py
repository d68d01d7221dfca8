"""Settings of the tests: the same house, a lighter password hasher, data in a folder of the run."""

import atexit
import os
import shutil
import tempfile

if "SOPTI_VAR" not in os.environ:  # the workers of pytest-xdist inherit the folder of their parent
    os.environ["SOPTI_VAR"] = tempfile.mkdtemp(prefix="sopti-tests-")
    atexit.register(shutil.rmtree, os.environ["SOPTI_VAR"], ignore_errors=True)
os.environ.setdefault("SOPTI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("SOPTI_RECORD_KEY", "only-for-tests-too")

from sopti.settings import *  # noqa: F403
from sopti.settings import DATABASES, VAR_DIR

# A real file, not SQLite in memory: its locks are what a court's installation meets.
DATABASES["default"]["TEST"] = (
    {"NAME": str(VAR_DIR / f"tests-{os.getpid()}.sqlite3")}
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else {}
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "sopti.core.storing.LastingStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns where there is none

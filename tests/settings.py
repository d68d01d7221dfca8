"""The settings of the tests: the same house, a lighter password hasher, files in a folder of the run."""

import os
import tempfile

os.environ.setdefault("SOPTI_SECRET_KEY", "only-for-tests")
os.environ.setdefault("SOPTI_RECORD_KEY", "only-for-tests-too")
os.environ.setdefault("SOPTI_VAR", tempfile.mkdtemp(prefix="sopti-tests-"))

from sopti.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

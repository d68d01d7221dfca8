"""Settings: one file; every difference between installations comes from the environment."""

import os
import sys
from pathlib import Path
from typing import Any

import environ

from sopti.core.logs import logging_config

try:
    # Debian 12's own SQLite can corrupt a WAL file that several processes write (fixed in 3.51.3).
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
except ImportError:  # no wheel for this Python: the system's SQLite serves, and a check says so
    pass

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env.str("SOPTI_VAR", str(BASE_DIR / "var")))
DEBUG = env.bool("SOPTI_DEBUG", False)
HTTPS = env.bool("SOPTI_HTTPS", False)
SECRET_KEY = env.str("SOPTI_SECRET_KEY", "") or (
    (VAR_DIR / "secret.key").read_text().strip() if (VAR_DIR / "secret.key").exists() else ""
)
# The record's own key: whoever can write the database must not be able to write the record anew.
RECORD_KEY = env.str("SOPTI_RECORD_KEY", "") or (
    (VAR_DIR / "record.key").read_text().strip() if (VAR_DIR / "record.key").exists() else ""
)
ALLOWED_HOSTS = env.list("SOPTI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("SOPTI_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "simple_history",
    "sopti.core",
    "sopti.people",
    "sopti.sop",
    "sopti.notifications",
    "sopti.search",
    "sopti.ui",
    "sopti.workflow",
    "sopti.monitors",
    "sopti.backups",
    "sopti.agenda",
    "sopti.recovery",
    "sopti.health",
    "sopti.sso",
    "sopti.identity",
    "sopti.figures",
    "sopti.reports",
    "sopti.privacy",
    "sopti.retention",
    "requests",
    "maintenance",
    "website_ops",
]
MIDDLEWARE = [
    "sopti.core.asked.NumberedMiddleware",
    "sopti.ui.unread.UnreadBodyMiddleware",
    "sopti.ui.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sopti.ui.middleware.BodyLimitMiddleware",
    "sopti.ui.middleware.ReadOnlyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sopti.ui.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sopti.people.middleware.SessionEndMiddleware",
    "sopti.people.middleware.OwnPasswordMiddleware",
    "sopti.identity.middleware.SecondStepMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "sopti.people.oversight.OversightMiddleware",
    "sopti.people.middleware.CourtTimeMiddleware",
    "sopti.ui.middleware.FormAddressMiddleware",
    "sopti.ui.middleware.RefusalMiddleware",
    "sopti.ui.middleware.DoorMiddleware",
]
ROOT_URLCONF = "sopti.urls"
WSGI_APPLICATION = "sopti.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sopti.ui.context.page_frame",
            ],
            "builtins": ["sopti.ui.templatetags.sopti"],
        },
    }
]
FORM_RENDERER = "sopti.ui.renderer.QuickRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ------------------------------------------------------------------------------------- database
DATABASE_URL = env.str("DATABASE_URL", "")  # "": SQLite in the folder of the data
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR / 'sopti.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON; PRAGMA journal_size_limit=67108864;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds; a page says that the database is away, it does not hang
        "options": "-c lock_timeout=5s -c statement_timeout=30s "
        "-c idle_in_transaction_session_timeout=30s",
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a restarted server costs no page an error
ALLOW_OLD_SQLITE = env.bool("SOPTI_ALLOW_OLD_SQLITE", False)  # see sopti/core/checks.py
WEB_WORKERS = env.int("SOPTI_WORKERS", 2)  # processes of the web server; on SQLite always one
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Beyond these Django throws away any third one, and with it counts of wrong passwords.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# ------------------------------------------------------------------------------ time and language
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# ---------------------------------------------------------------------------- login and sessions
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["sopti.people.backends.CourtBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "nip", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sopti.people.passwords.ContextWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "sopti.people.adapter.CourtAdapter"
ACCOUNT_FORMS = {
    "login": "sopti.people.forms.account.LoginForm",
    "change_password": "sopti.people.forms.account.ChangePasswordForm",
    "reauthenticate": "sopti.identity.forms.ConfirmByPasswordForm",
}
# Wrong passwords are counted by address, and by account and address; right ones are not held
# against anybody, since a whole building may come through one address in the morning.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "login": "600/m/ip"}
# Web servers before ours that name whom they speak for in X-Forwarded-For; 0: believe nobody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SOPTI_PROXIES", 0)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# The second step of a login: see docs/decisions/0043. The rooms' own pages are sopti/identity.
MFA_ADAPTER = "sopti.identity.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_FORMS = {
    "authenticate": "sopti.identity.forms.CodeForm",
    "reauthenticate": "sopti.identity.forms.ConfirmByCodeForm",
    "activate_totp": "sopti.identity.forms.AddAppForm",
    "generate_recovery_codes": "sopti.identity.forms.NewCodesForm",
    "authenticate_webauthn": "sopti.identity.forms.PasskeyForm",
    "reauthenticate_webauthn": "sopti.identity.forms.ConfirmByPasskeyForm",
    "login_webauthn": "sopti.identity.forms.PasskeyLoginForm",
    "add_webauthn": "sopti.identity.forms.AddPasskeyForm",
    "edit_webauthn": "sopti.identity.forms.NamePasskeyForm",
}
MFA_TOTP_ISSUER = "SOPTI"
MFA_TOTP_TOLERANCE = 1  # codes of half a minute before and after: clocks of phones differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
# Without TLS browsers know passkeys at localhost only, whose address is no https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False  # a write at each page; "last seen" stands in the session
SESSION_ENGINE = "sopti.people.sessions"
SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS = 10 * 60 * 60  # a working day
SESSION_IDLE_SECONDS = env.int("SOPTI_IDLE_SECONDS", 30 * 60)
CONFIRM_MINUTES = 15  # of whoever belongs to no court; a court sets its own
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "sopti.ui.views.form_expired"

# ------------------------------------------------------------------------- signing in from outside
# See docs/decisions/0044. A provider of OpenID Connect, as it writes its own name:
OIDC_ISSUER = env.str("SOPTI_OIDC_ISSUER", "")
OIDC_CLIENT_ID = env.str("SOPTI_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.str("SOPTI_OIDC_CLIENT_SECRET", "")
OIDC_LABEL = env.str("SOPTI_OIDC_LABEL", "akun bersama")  # "Masuk dengan ..."
OIDC_CLAIM = env.str("SOPTI_OIDC_CLAIM", "preferred_username")  # what it says of who came
OIDC_FIELD = env.str("SOPTI_OIDC_FIELD", "username")  # where that stands here; or nip, email
# A directory (LDAP, Active Directory) that checks passwords:
LDAP_URL = env.str("SOPTI_LDAP_URL", "")
LDAP_STARTTLS = env.bool("SOPTI_LDAP_STARTTLS", False)
LDAP_CA = env.str("SOPTI_LDAP_CA", "")  # a file; "": the authorities that this machine trusts
LDAP_BASE = env.str("SOPTI_LDAP_BASE", "")
LDAP_ATTRIBUTE = env.str("SOPTI_LDAP_ATTRIBUTE", "uid")  # sAMAccountName in Active Directory
LDAP_FILTER = env.str("SOPTI_LDAP_FILTER", "")  # what an entry must be besides, "(memberOf=...)"
LDAP_BIND_DN = env.str("SOPTI_LDAP_BIND_DN", "")  # who looks entries up; "": nobody in particular
LDAP_BIND_PASSWORD = env.str("SOPTI_LDAP_BIND_PASSWORD", "")
LDAP_SECONDS = 5  # for one question
if LDAP_URL:
    # SOPTI's own passwords are asked first, so that they never reach the directory.
    own = AUTHENTICATION_BACKENDS if env.bool("SOPTI_LDAP_OWN_PASSWORDS", True) else []
    AUTHENTICATION_BACKENDS = [*own, "sopti.sso.backends.DirectoryBackend"]

# --------------------------------------------------------------------------------- static, files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("SOPTI_FILES", str(VAR_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "sopti.core.storing.LastingStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_MAX_BYTES = 10_000_000
UPLOAD_MAX_FILES = 5
BODY_MAX_BYTES = UPLOAD_MAX_BYTES * UPLOAD_MAX_FILES + 1_000_000

# ------------------------------------------------------------------------------- security headers
_self = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _self,
        "style-src": _self,
        "img-src": ["'self'", "data:"],
        "font-src": _self,
        "connect-src": _self,
        "form-action": _self,
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_TLS: dict[str, Any] = {
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "SECURE_SSL_REDIRECT": True,
    "SECURE_REDIRECT_EXEMPT": [r"^healthz", r"^metrics$"],  # asked beside the server in front
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "SECURE_HSTS_SECONDS": 63072000,  # two years
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
}
if HTTPS:
    vars().update(BEHIND_TLS)

# ------------------------------------------------------------------------------------------ mail
EMAIL_TIMEOUT = 20  # seconds; a mail server that says nothing must not hold up the worker
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# How people reach the site, for the links in mails: https://sopti.example, without a last slash.
SITE_ADDRESS = env.str("SOPTI_SITE", "").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("SOPTI_FROM", "SOPTI <sopti@localhost>")

# ----------------------------------------------------------------------------------------- SOPTI
REDIS_URL = env.str("SOPTI_REDIS_URL", "")  # "": the worker does what waits in its rounds
METRICS_TOKEN = env.str("SOPTI_METRICS_TOKEN", "")  # "": see sopti/health/views.py
PROGRAM_PATH = env.str("PATH", os.defpath)  # where programs of the system lie, such as pg_dump
BACKUP_DIR = env.str("SOPTI_BACKUP_DIR", "")  # "": no copies are made by themselves
BACKUP_KEEP = env.int("SOPTI_BACKUP_KEEP", 14)  # copies; the oldest goes when a new one is done
# For whom copies are encrypted: a public key of age, or a key that GnuPG knows. Empty: not at all.
BACKUP_AGE_RECIPIENT = env.str("SOPTI_BACKUP_AGE_RECIPIENT", "")
BACKUP_GPG_RECIPIENT = env.str("SOPTI_BACKUP_GPG_RECIPIENT", "")
# A file that opens the copies, so that they are rehearsed by themselves. Better kept elsewhere.
BACKUP_KEY_FILE = env.str("SOPTI_BACKUP_KEY_FILE", "")
SOP_DIR = BASE_DIR / "fixtures" / "sop"
PAPER_SECONDS = 30  # a PDF that takes longer is given up
# Made by the worker of what is kept elsewhere, so no backup is needed; large, so perhaps elsewhere.
BUNDLE_DIR = Path(env.str("SOPTI_BUNDLES", str(VAR_DIR / "bundles")))
BUNDLE_DAYS = env.int("SOPTI_BUNDLE_DAYS", 30)  # so long a bundle of evidence is kept
# Disks that may not run full: of the data, and of Debian's PostgreSQL where it stands here.
DISK_FOLDERS = env.list("SOPTI_DISKS", default=[str(VAR_DIR), "/var/lib/postgresql"])
DISK_SHORT_BYTES = env.int("SOPTI_DISK_SHORT_MB", 500) * 1_000_000  # with less, SOPTI only reads
BUNDLE_RESERVE_BYTES = 500_000_000  # of the disk, which no bundle may take from the database

# "json" where programs read the log, "lines" where a person sits before it.
LOG_KIND = env.str("SOPTI_LOG", "lines")
LOGGING: dict[str, Any] = logging_config(LOG_KIND)

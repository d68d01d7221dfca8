"""The court's directory (LDAP), asked one thing: whether a password belongs to an account.

RFC 4511. The entry is looked up under its account name, then the directory is told to let it in.
Imported only where a directory is set up: the library is an extra (requirements/ldap.in).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import ldap
from django.conf import settings
from ldap.filter import filter_format

if TYPE_CHECKING:
    from ldap.ldapobject import LDAPObject

Entry = tuple[str, dict[str, list[bytes]]]


class SilentError(Exception):
    """The directory did not answer, or not so that a password could be checked; for the log."""


def is_right(username: str, password: str) -> bool:
    """Tell whether the directory lets this account in with this password.

    An empty password is never right: a directory takes it for "nobody in particular" and says
    yes (RFC 4513, section 5.1.2).
    """
    if not username or not password:
        return False
    try:
        connection = _connect()
    except ldap.LDAPError as error:
        raise SilentError(_in_words(error)) from error
    try:
        return _lets_in(connection, username, password)
    except ldap.LDAPError as error:
        raise SilentError(_in_words(error)) from error
    finally:
        with suppress(ldap.LDAPError):
            connection.unbind_s()


def _connect() -> LDAPObject:
    connection = ldap.initialize(settings.LDAP_URL)
    connection.timeout = settings.LDAP_SECONDS
    for option, value in (
        (ldap.OPT_PROTOCOL_VERSION, ldap.VERSION3),
        (ldap.OPT_REFERRALS, ldap.OPT_OFF),  # would carry the password to another machine
        (ldap.OPT_NETWORK_TIMEOUT, settings.LDAP_SECONDS),
        (ldap.OPT_TIMEOUT, settings.LDAP_SECONDS),
        (ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND),
        *([(ldap.OPT_X_TLS_CACERTFILE, settings.LDAP_CA)] if settings.LDAP_CA else []),
        (ldap.OPT_X_TLS_NEWCTX, 0),  # what was said of TLS counts from here
    ):
        connection.set_option(option, value)
    if settings.LDAP_STARTTLS:
        connection.start_tls_s()
    return connection


def _lets_in(connection: LDAPObject, username: str, password: str) -> bool:
    connection.simple_bind_s(settings.LDAP_BIND_DN, settings.LDAP_BIND_PASSWORD)
    name = _entry_of(connection, username)
    if name is None:
        return False
    try:
        connection.simple_bind_s(name, password)
    except (ldap.INVALID_CREDENTIALS, ldap.UNWILLING_TO_PERFORM, ldap.INAPPROPRIATE_AUTH):
        return False
    return True


def _entry_of(connection: LDAPObject, username: str) -> str | None:
    """Return the one entry of this account name; None where it is not exactly one."""
    attribute = settings.LDAP_ATTRIBUTE
    wanted = filter_format(f"(&({attribute}=%s){settings.LDAP_FILTER})", [username])
    try:
        found = connection.search_ext_s(
            settings.LDAP_BASE, ldap.SCOPE_SUBTREE, wanted, [attribute],
            timeout=settings.LDAP_SECONDS, sizelimit=2,
        )  # fmt: skip
    except (ldap.NO_SUCH_OBJECT, ldap.SIZELIMIT_EXCEEDED):
        return None
    entries = [one for one in found if one[0] and _is_named(one, username)]
    return entries[0][0] if len(entries) == 1 else None


def _is_named(entry: Entry, username: str) -> bool:
    """Compare as strictly as SOPTI does: a directory may overlook spaces and accents."""
    values = [value for key in entry[1] if key.lower() == settings.LDAP_ATTRIBUTE.lower()
              for value in entry[1][key]]  # fmt: skip
    return username.casefold() in {value.decode("utf-8", "replace").casefold() for value in values}


def _in_words(error: ldap.LDAPError) -> str:
    told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    return f"{type(error).__name__}: {told.get('desc', '')} {told.get('info', '')}".strip()

"""Sessions in the database, found by a query that is written once: every page asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from sopti.core.kept import kept

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


@kept
def _lasting(*, key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at).order_by()


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        """Return the session of this key; without one, forget the key, as Django does."""
        key = self.session_key
        found = next(iter(_lasting(key=key, at=timezone.now())), None) if key else None
        if found is None:
            self._session_key = None
        return found

"""Who is logged in, fetched together with their court: every page needs both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend

from sopti.core.kept import kept
from sopti.people.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


@kept
def _people(*, key: int) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.select_related("court").filter(pk=key)
    return found.order_by()


class CourtBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session; nobody once the account is closed."""
        user = next(iter(_people(key=user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None

"""Who is logged in, fetched together with their court: every page needs both."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from sopti.people.models import User


class CourtBackend(AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session; nobody once the account is closed."""
        # Without an order: for one, Django first gives each column a hash, 1 ms on every page.
        user = next(iter(User.objects.select_related("court").filter(pk=user_id).order_by()), None)
        return user if user is not None and self.user_can_authenticate(user) else None

"""The request as the views of this package know it."""

from django.http import HttpRequest

from sopti.people.models import User


class UserRequest(HttpRequest):
    """A request that LoginRequiredMiddleware has let through: `user` is a real User."""

    user: User

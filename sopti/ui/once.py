"""A form is carried out once, however often its button is pressed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib.messages import add_message, get_messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.timezone import now

from sopti.core.errors import Refusal
from sopti.ui.models import SubmittedForm

if TYPE_CHECKING:
    from django.contrib.messages.storage.base import BaseStorage, Message
    from django.http import HttpRequest

FIELD = "form_key"
SKIPPED = frozenset({"csrfmiddlewaretoken", FIELD})
OF_THE_PAGE = "_"  # begins the name of a field that tells what was shown, not what was typed
View = Callable[..., HttpResponse]


def once_only(view: View) -> View:
    """Run the view in one transaction; a second sending of the same form gets the first's answer.

    Only an answer that leads on (a redirect) counts as carried out: a form that came back with
    errors may be sent again under its key. The same key with other content is refused, since
    the person believes that they are sending something new. The second answer says what the first
    said, since a browser drops the first answer of a double click, and its message with it.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key(request)
        if key is None:  # not sent by a form of ours: all of it or nothing, too
            with transaction.atomic():
                return view(request, *args, **kwargs)
        try:
            return _first(request, key, lambda: view(request, *args, **kwargs))
        except IntegrityError:
            answer = _earlier(request, key)
            if answer is None:  # it was not the key that was there before
                raise
            return answer

    return wrapped


def _first(request: HttpRequest, key: UUID, view: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        mark = SubmittedForm.objects.create(
            user_id=_who(request), key=key, content=_digest(request), led_to="", at=now()
        )
        unread = len(get_messages(request))
        response = view()
        if isinstance(response, HttpResponseRedirect):
            mark.led_to, mark.said = response.url[:300], _messages(request)[unread:]
            mark.save(update_fields=["led_to", "said"])
        else:
            transaction.set_rollback(True)
    return response


def _earlier(request: HttpRequest, key: UUID) -> HttpResponse | None:
    mark = SubmittedForm.objects.filter(user_id=_who(request), key=key).first()
    if mark is None:
        return None
    if mark.content != _digest(request):
        raise Refusal(
            "Formulir ini sudah terkirim sebelumnya, jadi isian yang baru tidak dicatat. "
            "Buka formulirnya lagi untuk mengirim isian yang berbeda."
        )
    unread = _messages(request)
    for message in mark.said:
        if message not in unread:
            add_message(request, message.level, message.message, message.extra_tags or "")
    return HttpResponseRedirect(mark.led_to)


def _messages(request: HttpRequest) -> list[Message]:
    """Return what will be said on the next page, without counting it as said."""
    storage = cast("BaseStorage", get_messages(request))
    found = list(storage)
    storage.used = False
    return found


def _who(request: HttpRequest) -> int:
    return request.user.pk or 0  # forms of ours stand behind the login


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _digest(request: HttpRequest) -> str:
    parts = [
        f"{name}={value}"
        for name, values in sorted(request.POST.lists())
        if name not in SKIPPED and not name.startswith(OF_THE_PAGE)
        for value in values
    ]
    parts += [
        f"{name}:{file.name}:{file.size}"
        for name, files in sorted(request.FILES.lists())
        for file in files
    ]
    parts.append(request.path)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

"""What every answer tells a browser: what it may do with it, and whether it may keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    Next = Callable[[HttpRequest], HttpResponseBase]

# A phone's photo comes through the device's own chooser of files, which asks for no camera here.
UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
OURS_ALONE = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
ALWAYS = {
    "Permissions-Policy": ", ".join(
        [*(f"{feature}=()" for feature in UNUSED), *(f"{feature}=(self)" for feature in OURS_ALONE)]
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# Where nothing more exact was said. What a page of ours shows stays no longer than it is shown,
# since desks are shared; what a file is opened as by itself loads nothing.
UNLESS_TOLD = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


class HeadersMiddleware:
    """Lay the headers of the house on every answer, also on static files, refusals and errors.

    Stands outermost, so that no answer leaves without them.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response[name] = value
        for name, value in UNLESS_TOLD.items():
            response.headers.setdefault(name, value)
        return response

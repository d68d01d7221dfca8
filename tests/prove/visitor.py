"""A browser without a screen: one person's session, forms with files, and what the answer says."""

from __future__ import annotations

import html
import http.client
import re
import uuid
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = "t" * 32  # any; what counts is that cookie and form agree
SECONDS = 300
ACCEPT = {"Accept": "text/html"}


class Visitor:
    """Not for two threads at once."""

    def __init__(
        self, port: int, session: str, number: int = 0, *, seconds: float = SECONDS
    ) -> None:
        self.port, self.number, self.seconds = port, number, seconds
        self.cookies = {"sessionid": session, "csrftoken": TOKEN}

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a page, redirects followed."""
        status, where, text = self._ask("GET", path)
        return self.get(where) if where else (status, text)

    def post(
        self, path: str, form: Mapping[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, str, str]:
        """Send a form; return status, where it leads, and the text. OSError: nobody answered."""
        fields = {"csrfmiddlewaretoken": TOKEN} | dict(form)
        if file is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = multipart(fields, file)
        return self._ask("POST", path, body, {"Content-Type": kind})

    def told(self, path: str) -> str:
        """Return the messages on a page, as their reader sees them."""
        found = re.findall(r'class="notice .*?<p>(.*?)</p>', self.get(path)[1], re.DOTALL)
        plain = (html.unescape(re.sub(r"<[^>]+>", "", one)) for one in found)
        return " | ".join(" ".join(one.split()) for one in plain)

    def _ask(self, method: str, path: str, body: bytes = b"", headers: Mapping = {}) -> tuple:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        page = f"http://127.0.0.1:{self.port}{path}"
        try:
            line.request(
                method, path, body, {**headers, "Cookie": cookies, **ACCEPT, "Referer": page}
            )
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            line.close()
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(header).items()}
        where = answer.headers.get("Location", "")
        return answer.status, where.removeprefix(f"http://127.0.0.1:{self.port}"), text


def multipart(fields: Mapping[str, str], file: tuple[str, bytes]) -> tuple[str, bytes]:
    edge, (name, content) = uuid.uuid4().hex, file
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    parts += [head.encode(), b"Content-Type: text/plain\r\n\r\n", content, b"\r\n"]
    return f"multipart/form-data; boundary={edge}", b"".join([*parts, f"--{edge}--\r\n".encode()])

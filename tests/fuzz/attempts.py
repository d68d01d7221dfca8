"""What nobody ought to send, made from what a page offers. The same seed makes the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from tests.fuzz import values
from tests.fuzz.places import patterns

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.places import Place
    from tests.walk.forms import Form

MULTIPART = "multipart/form-data; boundary=SoPtI"
URLENCODED = "application/x-www-form-urlencoded"
OF_MODELS = ["status", "court", "is_superuser", "id", "pk", "step", "by"]
EVERYWHERE = [
    "q",
    "hal",
    "urut",
    "dari",
    "sampai",
    "tahun",
    "bulan",
    "status",
    "lihat",
    "masa",
    "next",
    "tugas",
]
IN_AN_ADDRESS = [
    "0", "1", "-1", "x", "99999999999999999999", values.DIGITS, "a" * 300, "as-32", "%00", "%ff",
    "%2e%2e%2f", "%0d%0aX:y", "%E2%80%AE", "%C2%B2", "2026-11-16", "0001-01-01", "9999-12-31",
]  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """A request: `body` as bytes with their type, and which page of whom it was made from."""

    kind: str
    name: str
    method: str
    path: str
    body: bytes = b""
    content_type: str = URLENCODED
    headers: dict[str, str] = field(default_factory=dict)

    def sent_by(self, client):
        return client.generic(
            self.method, self.path, self.body, self.content_type, headers=self.headers
        )

    def __str__(self):
        headers = "".join(f" {key}: {value!r:.60}" for key, value in self.headers.items())
        return (
            f"{self.kind} {self.name}: {self.method} {self.path:.300}{headers} {self.body[:400]!r}"
        )


def attempt(rng: Random, place: Place) -> Attempt:
    """Make one attempt at this place."""
    kinds = {
        asking: 30,
        sending: 45 if place.forms else 0,
        addressing: 8,
        heading: 8,
        in_a_wrong_way: 4,
    }
    kinds[not_as_a_form] = 5 if place.forms else 0
    [kind] = rng.choices(list(kinds), list(kinds.values()))
    return kind(rng, place)


def asking(rng, place):
    """Ask for a page with questions that it may know."""
    names = [*sorted(place.asked) * 4, *EVERYWHERE]
    pairs = [(_named(rng, rng.choice(names)), _value(rng)) for _ in range(rng.randint(1, 4))]
    htmx = {"hx-request": "true"} if rng.random() < 0.15 else {}
    return Attempt("asking", place.name, "GET", f"{place.path}?{encoded(pairs)}", headers=htmx)


def sending(rng, place):
    """Send a form of the page with a few of its fields changed, left out, doubled or renamed."""
    form = rng.choice(place.forms)
    pairs = changed(rng, form)
    address = urljoin(place.address, form.action)
    if form.method == "get":
        return Attempt(
            "sending", place.name, "GET", f"{address.partition('?')[0]}?{encoded(pairs)}"
        )
    files = [one.name for one in form.controls.values() if one.kind == "file"]
    if not files and rng.random() < 0.95:
        return Attempt("sending", place.name, "POST", address, encoded(pairs).encode())
    body = multipart(pairs, [(name, *_file(rng)) for name in files if rng.random() < 0.7])
    return Attempt(
        "sending", place.name, "POST", address, body, "multipart/form-data; boundary=SoPtI"
    )


def changed(rng, form: Form):
    """Return what a form sends as pairs, of which one to four are not as they were."""
    pairs = [(name, str(value)) for name, value in form.filled().items()]
    names = list(form.controls) or ["x"]
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        name = rng.choice(names)
        own = [value for key, value in pairs if key == name]
        pairs = [pair for pair in pairs if pair[0] != name]
        pairs += _instead(rng, form, name, own)
    return pairs


def _instead(rng, form, name, own):
    kind = form.controls[name].kind if name in form.controls else ""
    said = rng.choice(values.BY_KIND.get(kind, values.ALL) if rng.random() < 0.8 else values.ALL)
    turns = [
        (70, [(name, said)]),
        (8, []),
        (8, [(name, said), *((name, one) for one in own or [said])]),
        (5, [(_named(rng, name), said)]),
        (4, [(name, said)] * 30),
        (5, [(rng.choice(OF_MODELS), said)]),
    ]
    return rng.choices([pairs for _, pairs in turns], [weight for weight, _ in turns])[0]


def addressing(rng, place):
    """Ask for an address of the house with something else where a key stands."""
    first, *rest = rng.choice(patterns())
    path = first + "".join(f"{rng.choice(IN_AN_ADDRESS)}{piece}" for piece in rest)
    return Attempt(
        "addressing", place.name, rng.choice(["GET", "GET", "POST"]), path.replace("\\", "")
    )


def heading(rng, place):
    return Attempt("heading", place.name, "GET", place.address, headers=rng.choice(values.HEADERS))


def in_a_wrong_way(rng, place):
    paths = [place.path, *(urljoin(place.address, form.action) for form in place.forms)]
    return Attempt(
        "in a wrong way", place.name, rng.choice(values.METHODS), rng.choice(paths), b"a=1"
    )


def not_as_a_form(rng, place):
    body, content_type = rng.choice(values.BODIES)
    address = urljoin(place.address, rng.choice(place.forms).action)
    return Attempt("not as a form", place.name, "POST", address, body, content_type)


def _named(rng, name):
    return rng.choice(
        [name] * 12 + [f"{name}[]", f"{name}__in", f"{name}\x00", f"{name}-0", name.upper(), ""]
    )


def _value(rng):
    return rng.choice(values.ALL)


def _file(rng):
    told = (values.FILE_NAMES, values.FILE_TYPES, values.CONTENTS)
    return tuple(rng.choice(among) for among in told)


def encoded(pairs):
    """Return pairs as a browser writes them, and halves of characters as no browser would."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)


def _quoted(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def multipart(pairs, files, boundary=b"SoPtI"):
    """Return a form with files, its names written as they are, whatever stands in them."""
    said = b'Content-Disposition: form-data; name="%b"'
    parts = [said % _raw(name) + b"\r\n\r\n" + _raw(value) for name, value in pairs]
    parts += [
        said % _raw(field)
        + b'; filename="%b"\r\nContent-Type: %b\r\n\r\n%b' % (_raw(name), _raw(kind), content)
        for field, name, kind, content in files
    ]
    told = b"".join(b"--%b\r\n%b\r\n" % (boundary, part) for part in parts)
    return told + b"--%b--\r\n" % boundary


def _raw(text):
    return text.encode("utf-8", "surrogatepass")

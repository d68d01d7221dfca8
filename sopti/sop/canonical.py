"""One text for one content: what an edition stores, and what its fingerprint is taken of."""

import json
from hashlib import sha256

from sopti.sop.schema import Body


def text_of(body: Body) -> str:
    """Return the body as canonical JSON: keys sorted, no spaces, defaults left out.

    Defaults are left out so that a new optional key in the schema makes no new editions.
    """
    content = body.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()

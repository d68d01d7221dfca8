"""An address of every name of the house, with a key of our choice in it."""

import re
from functools import cache

from sopti.core.doors import addresses

PARTS = re.compile(r"<(?:(\w+):)?\w+>")


@cache
def _paths():
    return {name: path for name, path, _ in addresses()}


def example(name, key):
    """Return the address: the first number is the key, other numbers 1, words "x"."""
    numbers = iter([str(key)])

    def part(made):
        return next(numbers, "1") if made[1] == "int" else "x"

    return PARTS.sub(part, _paths()[name])

"""Who may come through each address of the search."""

from sopti.core.doors import PERSON

DOORS = {
    "search": PERSON,
}

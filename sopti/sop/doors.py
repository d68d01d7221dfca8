"""Who may come through each address of the SOPs."""

from sopti.core.doors import HOLDER, PERSON

DOORS = {
    "documents": PERSON,
    "document": PERSON,
    "review": PERSON,
    "settle": HOLDER,
    "differences": PERSON,
    "procedure": PERSON,
}

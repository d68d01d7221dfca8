"""Who may come through each address of the SOPs."""

from sopti.core.doors import HOLDER, PERSON

DOORS = {
    "documents": PERSON.overseen,
    "document": PERSON.overseen,
    "review": PERSON.overseen,
    "settle": HOLDER,
    "differences": PERSON.overseen,
    "procedure": PERSON.overseen,
}

"""Who may come through each address of the calendar."""

from sopti.core.doors import KEYED, PERSON

DOORS = {
    "month": PERSON,
    "feed": PERSON,
    "give_link": PERSON,
    "switch_off": PERSON,
    "ics": KEYED,
    "day": PERSON,
}

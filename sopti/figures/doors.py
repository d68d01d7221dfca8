"""Who may come through each address of the figures."""

from sopti.core.doors import HOLDER, STAFF

DOORS = {
    "overview": STAFF,
    "compliance": STAFF.overseen,
    "procedure": STAFF.overseen,
    "new_note": HOLDER,
    "strike_note": HOLDER.of("figures.RevisionNote"),
}

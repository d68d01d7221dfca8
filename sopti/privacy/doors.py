"""Who may come through each address of personal data."""

from sopti.core.doors import HOLDER, MANAGER, OWN, SEER, STAFF

DOORS = {
    "mine": OWN,
    "fetch": OWN,
    "ask": OWN,
    "corrections": MANAGER,
    "correction": SEER.of("privacy.Correction"),
    "breaches": STAFF,
    "new_breach": HOLDER,
    "breach": SEER.of("privacy.Breach"),
    "edit_breach": HOLDER.of("privacy.Breach"),
    "note_step": HOLDER.of("privacy.Breach"),
    "draft_letter": HOLDER.of("privacy.Breach"),
    "note_told": HOLDER.of("privacy.Breach"),
    "close_breach": HOLDER.of("privacy.Breach"),
    "letter": SEER.of("privacy.BreachNotice"),
}

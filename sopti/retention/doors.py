"""Who may come through each address of retention."""

from sopti.core.doors import HOLDER, MANAGER, SEER

DOORS = {
    "retention": HOLDER.overseen,
    "terms": MANAGER,
    "proposal": SEER.of("retention.Destruction").overseen,
    "decide": HOLDER.of("retention.Destruction"),
    "record_paper": SEER.of("retention.Destruction").overseen,
}

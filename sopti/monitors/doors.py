"""Who may come through each address of the monitors."""

from sopti.core.doors import HOLDER, SEER

DOORS = {
    "monitors": HOLDER,
    "choose": HOLDER,
    "new": HOLDER,
    "monitor": SEER.of("monitors.Monitor"),
    "stands": SEER.of("monitors.Monitor"),
    "edit": HOLDER.of("monitors.Monitor"),
    "pause": HOLDER.of("monitors.Monitor"),
    "resume": HOLDER.of("monitors.Monitor"),
    "remove": HOLDER.of("monitors.Monitor"),
    "check": HOLDER.of("monitors.Monitor"),
    "permit": HOLDER.of("monitors.Monitor"),
}

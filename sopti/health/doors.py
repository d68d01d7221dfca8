"""Who may come through each address for programs that watch over the server."""

from sopti.core.doors import KEYED, PUBLIC

DOORS = {
    "healthz": PUBLIC,
    "alive": PUBLIC,
    "metrics": KEYED,
}

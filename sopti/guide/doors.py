"""Who may come through each address of the guide."""

from sopti.core.doors import PUBLIC

DOORS = {
    "guides": PUBLIC,
    "picture": PUBLIC,
    "guide": PUBLIC,
}

"""Who may come through each address of coming in by a provider."""

from sopti.core.doors import MANAGER, PUBLIC

DOORS = {
    "begin": PUBLIC,
    "come_back": PUBLIC,
    "untie": MANAGER.of("sso.ExternalIdentity"),
}

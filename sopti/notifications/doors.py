"""Who may come through each address of the messages."""

from sopti.core.doors import MANAGER, OWN

DOORS = {
    "inbox": OWN,
    "wishes": OWN,
    "mails": MANAGER,
    "read_all": OWN,
    "read": OWN.of("notifications.Message"),
}

"""Who may come through each address of the messages."""

from sopti.core.doors import HOLDER, MANAGER, PERSON

DOORS = {
    "inbox": PERSON,
    "wishes": PERSON,
    "mails": MANAGER,
    "read_all": PERSON,
    "read": HOLDER.of("notifications.Message"),
}

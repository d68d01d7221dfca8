"""The places of this room in the menu, and for whom they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.ui.menu import BUTTON, HELP, SYSTEM, Item

if TYPE_CHECKING:
    from sopti.people.models import User

# Who is led to the desk's work list: the roles of a table of service requests.
AT_THE_DESK = frozenset({"operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua"})
DESK_KEEPER = "kasubag_ptip"  # sets the desk, without the rest of the administration


def is_at_the_desk(user: User) -> bool:
    return bool(AT_THE_DESK & user.role_keys)


def keeps_the_desk(user: User) -> bool:
    return DESK_KEEPER in user.role_keys


ITEMS = (
    Item(
        "new",
        "Ajukan permintaan",
        "requests:new",
        icon="plus-circle",
        order=20,
        short="Ajukan",
        stands=BUTTON,
    ),
    Item(
        "desk",
        "Meja layanan",
        "requests:worklist",
        icon="pc-display",
        order=30,
        pages=(
            "requests:write_down",
            "requests:written_down",
        ),
        seen_by="requests.menu.is_at_the_desk",
        short="Meja",
    ),
    Item("register", "Register", "requests:register", icon="search", order=50),
    Item(
        "solutions",
        "Pustaka solusi",
        "requests:solutions",
        icon="question-circle",
        order=65,
        group=HELP,
        pages=(
            "requests:article",
            "requests:new_solution",
            "requests:change_solution",
            "requests:likely_solutions",
        ),
    ),
    Item(
        "sentences",
        "Kalimat siap pakai",
        "requests:sentences",
        icon="chat-left-text",
        order=75,
        group=HELP,
        pages=("requests:new_sentence", "requests:change_sentence"),
        seen_by="requests.replies.rules.kept_by",
    ),
    Item(
        "earlier",
        "Register lama",
        "requests:earlier",
        icon="clock-history",
        order=76,
        group=SYSTEM,
        pages=(
            "requests:earlier_request",
            "requests:import_earlier",
            "requests:earlier_preview",
            "requests:undo_earlier",
        ),
        seen_by="requests.earlier.rules.keeps",
    ),
    Item(
        "manage",
        "Pengelolaan",
        "requests:desk_settings",
        icon="gear",
        order=71,
        group=SYSTEM,  # behind the door of the whole administration, for who has only the desk's
        pages=(
            "requests:categories",
            "requests:new_category",
            "requests:edit_category",
            "requests:matrix",
            "requests:targets",
        ),
        seen_by="requests.menu.keeps_the_desk",
    ),
)

"""Who may come through each address of the administration."""

from sopti.core.doors import MANAGER, OWN

DOORS = {
    "overseen": OWN,
    "stand_in": OWN,
    "go_home": OWN,
    "manage": MANAGER,
    "people": MANAGER,
    "new_person": MANAGER,
    "person": MANAGER.of("people.User"),
    "edit_person": MANAGER.of("people.User"),
    "deactivate": MANAGER.of("people.User"),
    "activate": MANAGER.of("people.User"),
    "reset_password": MANAGER.of("people.User"),
    "appointments": MANAGER,
    "new_appointment": MANAGER,
    "end_appointment": MANAGER.of("people.Appointment"),
    "hours": MANAGER,
    "edit_hours": MANAGER,
    "new_ramadan": MANAGER,
    "remove_ramadan": MANAGER.of("people.WorkingHours"),
    "holidays": MANAGER,
    "new_holiday": MANAGER,
    "fetch_holidays": MANAGER,
    "edit_holiday": MANAGER.of("people.Holiday"),
    "switch_holiday": MANAGER.of("people.Holiday"),
    "remove_holiday": MANAGER.of("people.Holiday"),
    "edit_court": MANAGER,
}

"""Who may come through each address of the backups."""

from sopti.core.doors import HOLDER, SEER, STAFF

DOORS = {
    "backups": STAFF,
    "new_plan": HOLDER,
    "plan": SEER.of("backups.Plan"),
    "edit_plan": HOLDER.of("backups.Plan"),
    "stop_plan": HOLDER.of("backups.Plan"),
    "resume_plan": HOLDER.of("backups.Plan"),
    "record": HOLDER.of("backups.Plan"),
    "backup": SEER.of("backups.Backup"),
    "note_test": HOLDER.of("backups.Backup"),
    "strike": HOLDER.of("backups.Backup"),
}

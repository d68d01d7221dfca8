"""What security adds to the steps of its tables."""

from maintenance.security.deeds.accept import (
    ApproveApplication,
    ConsiderApplication,
    TestApplication,
)
from maintenance.security.deeds.routine import CheckApplications, ManageRisks, WatchNetwork
from sopti.backups.deeds import BackUp

ALL = (
    WatchNetwork(),
    TestApplication(),
    ConsiderApplication(),
    CheckApplications(),
    ManageRisks(),
    ApproveApplication(),
    BackUp(),
)

"""What the steps of the website tables do beside the SOP's words: one small class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.backups.deeds import BackUp
from sopti.backups.enums import Section
from website_ops.sites.deeds.check_site import CheckSite, CheckSystem
from website_ops.sites.deeds.content import ReceiveReport, ReportStale, UpdateContent
from website_ops.sites.deeds.decide_fix import DecideFix, PlanFollowUp
from website_ops.sites.deeds.fix_site import FixSite
from website_ops.sites.deeds.renew_service import RenewService
from website_ops.sites.deeds.report_site import ReportSite
from website_ops.sites.deeds.watch_visitors import WatchVisitors

if TYPE_CHECKING:
    from sopti.workflow.deeds import Deed


class BackUpSite(BackUp):
    key = "back-up"


ALL: tuple[Deed, ...] = (
    CheckSite(),
    CheckSystem(),
    BackUpSite(Section.WEBSITE),
    WatchVisitors(),
    RenewService(),
    ReportSite(),
    ReportStale(),
    ReceiveReport(),
    UpdateContent(),
    DecideFix(),
    PlanFollowUp(),
    FixSite(),
)

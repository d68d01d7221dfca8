"""The demonstration's registers of security: a year of them."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from simple_history.utils import bulk_create_with_history

from maintenance.security.applications.models import Application, Weakness
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.watch.models import Threat
from sopti.people.models import Court, User

if TYPE_CHECKING:
    from datetime import date

FILE = settings.BASE_DIR / "fixtures" / "demo_security.toml"
NOON = time(10, 20)


def load(at: datetime) -> str:
    """Fill every demonstration court whose SOP has the section and which has no application."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    before = Application.objects.count()
    courts = Court.objects.on_show().filter(key__in=told["courts"])
    for court in courts.exclude(applications__isnull=False):
        _Shelf(court, at).fill(told)
    return f"{Application.objects.count() - before} aplikasi"


class _Shelf:
    """One court while its registers are written."""

    def __init__(self, court: Court, at: datetime) -> None:
        self.court, self.at = court, at
        self.today = at.astimezone(court.tz).date()
        self.operator = self._first("operator_ti")
        self.head = self._first("kasubag_ptip")

    def fill(self, told: dict[str, Any]) -> None:
        self._applications(told["applications"])
        self._threats(told["threats"])
        self._risks(told["risks"])
        self._recovery(told["recovery"])

    def _applications(self, told: list[dict[str, Any]]) -> None:
        apps = [
            Application(
                court=self.court, owner=self.operator, checked_on=self._checked(one),
                **{key: one[key] for key in one if key not in {"checked", "weak"}},
            )
            for one in told
        ]  # fmt: skip
        bulk_create_with_history(apps, Application, default_user=self.operator)
        weak = [
            Weakness(
                application=app, found_on=self._day(one["ago"]), what=one["what"],
                severity=one["severity"], by=self.operator, remedy=one.get("remedy", ""),
                fixed_on=self._day(one["fixed"]) if "fixed" in one else None,
            )
            for app, of in zip(apps, told, strict=True)
            for one in of.get("weak", ())
        ]  # fmt: skip
        bulk_create_with_history(weak, Weakness, default_user=self.operator)

    def _threats(self, told: list[dict[str, Any]]) -> None:
        rows = [
            Threat(
                court=self.court, seen_at=self._moment(one["ago"]), at=self._moment(one["ago"]),
                what=one["what"], where=one["where"], severity=one["severity"], by=self.operator,
                action=one.get("action", ""),
                closed_at=self._moment(one["closed"]) if "closed" in one else None,
                closed_by=self.operator if "closed" in one else None,
            )
            for one in told
        ]  # fmt: skip
        bulk_create_with_history(rows, Threat, default_user=self.operator)

    def _risks(self, told: list[dict[str, Any]]) -> None:
        rows = []
        for one in told:
            words = {key: one[key] for key in one if key != "ago"}
            risk = Risk(court=self.court, owner=self.head, every_days=90, **words)
            risk.review(self._day(one["ago"]))
            rows.append(risk)
        bulk_create_with_history(rows, Risk, default_user=self.head)

    def _recovery(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            words = {key: one[key] for key in one if key != "held"}
            last = min(held["ago"] for held in one["held"])
            plan = RecoveryPlan(
                court=self.court, owner=self.operator, every_days=180, **words,
                due_on=self._day(last) + timedelta(days=180),
            )  # fmt: skip
            bulk_create_with_history([plan], RecoveryPlan, default_user=self.head)
            Rehearsal.objects.bulk_create(
                Rehearsal(
                    plan=plan, held_on=self._day(held["ago"]), at=self._moment(held["ago"]),
                    by=self.operator,
                    **{key: held[key] for key in held if key != "ago"},
                )
                for held in one["held"]
            )  # fmt: skip

    def _first(self, role: str) -> User:
        found = User.objects.holding(role, court=self.court, on=self.today)
        person: User = found[0]
        return person

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _checked(self, one: dict[str, Any]) -> date | None:
        return self._day(one["checked"]) if "checked" in one else None

    def _moment(self, ago: int) -> datetime:
        return min(datetime.combine(self._day(ago), NOON, self.court.tz), self.at)

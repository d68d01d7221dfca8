"""The demonstration's sites: a year of looks, visitors, upkeep and renewals.

What there is stands in `fixtures/demo_sites.toml`. A court that has any site already is left as
it is. Written directly: these rows are a past in which nobody is told of anything.
"""

from __future__ import annotations

import random
import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from sopti.people.models import Court, User
from website_ops.renewals.enums import STEPS
from website_ops.renewals.models import Reminder, Service, Term
from website_ops.sites.enums import NoteKind
from website_ops.sites.models import ContentLook, ContentPart, Site, SiteNote, VisitorMonth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

FILE = settings.BASE_DIR / "fixtures" / "demo_sites.toml"
A_YEAR, A_WEEK, MONTHS = 365, 7, 12
MORNING = time(9, 30)
KEEPERS = ("admin_web", "operator_ti")


def load(at: datetime) -> str:
    """Write the sites of every demonstration court that has none; say how many."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    before = Site.objects.count()
    courts = Court.objects.on_show()
    for court in courts.exclude(sites__isnull=False):
        _Shelf(court, at).fill(told)
    return f"{Site.objects.count() - before} situs"


class _Shelf:
    """One court while its sites are written, in the name of who keeps them."""

    def __init__(self, court: Court, at: datetime) -> None:
        self.court, self.at = court, at
        self.today = at.astimezone(court.tz).date()
        self.by = next(
            person
            for role in KEEPERS
            for person in User.objects.holding(role, court=court, on=self.today).order_by("pk")
        )
        self.luck = random.Random(court.key)  # noqa: S311 (a picture)
        self.host = f"{court.key.replace('pa-kota-', 'pa-')}.go.id"
        self.sites: dict[str, Site] = {}

    def fill(self, told: dict[str, Any]) -> None:
        for one in told["sites"]:
            self.sites[one["name"]] = self._site(one)
        for one in told["services"]:
            self._service(one)
        main = self.sites[told["sites"][0]["name"]]
        SiteNote.objects.bulk_create([*self._checks(main), *self._repairs(main, told["repairs"])])

    def _site(self, told: dict[str, Any]) -> Site:
        site = Site.objects.create(
            court=self.court,
            name=told["name"],
            address=told["address"].format(host=self.host),
            purpose=told["purpose"],
            keeper=self.by,
            added_at=self._moment(self._day(A_YEAR)),
        )
        for one in told["parts"]:
            self._part(site, one)
        VisitorMonth.objects.bulk_create(self._visitors(site, told))
        return site

    def _part(self, site: Site, told: dict[str, Any]) -> None:
        days = list(self._renewals(told))
        part = ContentPart.objects.create(
            site=site,
            name=told["name"],
            unit=told["unit"],
            every_days=told["every"],
            renewed_on=days[0],
            seen_at=min(self._moment(days[0]) + timedelta(days=1), self.at),
            seen_by=self.by,
            told_of=days[0],
        )
        ContentLook.objects.bulk_create(
            ContentLook(part=part, renewed_on=day, by=self.by, at=self._moment(day))
            for day in reversed(days)
        )

    def _renewals(self, told: dict[str, Any]) -> Iterator[date]:
        """Yield the days on which a part was renewed, the newest first: about in time."""
        ago = told["age"]
        while ago < A_YEAR:
            yield self._day(ago)
            ago += max(A_WEEK, round(told["every"] * self.luck.uniform(0.6, 1.1)))

    def _visitors(self, site: Site, told: dict[str, Any]) -> Iterator[VisitorMonth]:
        month = self.today.replace(day=1)
        for back in range(MONTHS):
            end = month - timedelta(days=1)
            month = end.replace(day=1)
            is_odd = back == 4  # noqa: PLR2004 (one month of the year)
            yield VisitorMonth(
                site=site,
                month=month,
                visitors=round(told["visitors"] * self.luck.uniform(0.8, 1.25)),
                source=told["source"],
                is_suspicious=is_odd,
                note="Satu alamat mencoba masuk 480 kali dalam semalam; alamatnya diblokir."
                if is_odd
                else "",
                by=self.by,
                at=self._moment(end + timedelta(days=2)),
            )

    def _checks(self, site: Site) -> Iterator[SiteNote]:
        for back in range(2, MONTHS):
            yield self._note(
                site,
                ago=back * 30,
                kind=NoteKind.CHECK,
                words="Dapat dibuka dari dalam dan luar kantor; isinya diperiksa.",
            )

    def _repairs(self, site: Site, told: list[dict[str, Any]]) -> Iterator[SiteNote]:
        for one in told:
            yield self._note(site, kind=NoteKind.REPAIR, **one)

    def _note(self, site: Site, *, ago: int, **told: Any) -> SiteNote:
        day = self._day(ago)
        return SiteNote(site=site, on=day, is_good=True, by=self.by, at=self._moment(day), **told)

    def _service(self, told: dict[str, Any]) -> None:
        service = Service.objects.create(
            court=self.court,
            kind=told["kind"],
            name=told["name"].format(host=self.host),
            site=self.sites.get(told.get("site", "")),
            keeper=self.by,
        )
        until = self.today + timedelta(days=told["ends"])
        for back in (1, 0):
            self._term(service, told, until=until - timedelta(days=told["lasts"] * back))

    def _term(self, service: Service, told: dict[str, Any], *, until: date) -> None:
        starts_on = until - timedelta(days=told["lasts"] - 1)
        is_over = until < self.today
        term = Term.objects.create(
            service=service,
            provider=told["provider"],
            starts_on=starts_on,
            until=until,
            cost=round(told["cost"] * (0.94 if is_over else 1), -3),
            bill_number=f"INV-{starts_on:%Y%m}-{service.pk:04d}",
            opened_by=self.by,
            opened_at=self._moment(starts_on - timedelta(days=6)),
            closed_at=self._moment(until - timedelta(days=6)) if is_over else None,
        )
        Reminder.objects.bulk_create(
            Reminder(term=term, step=step, at=self._moment(until - timedelta(days=step)))
            for step in STEPS
            if until - timedelta(days=step) <= self.today
        )

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def _moment(self, day: date) -> datetime:
        return min(datetime.combine(day, MORNING, self.court.tz), self.at)

"""Sites as things that a case may be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sopti.workflow.subjects import Subject
from website_ops.sites.models import Site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sopti.people.models import Court, User
    from sopti.workflow.models import Case
    from sopti.workflow.subjects import Offer
    from website_ops.sites.models import SiteQuerySet

KIND = "site"


class SiteOffer:
    """The court's sites: everybody may say that one of them is about to be mended."""

    def own(self, user: User) -> list[Subject]:
        """Return none: a site is nobody's own, it is found by its name or address."""
        return []

    def listed(self, court: Court) -> list[str]:
        return [str(site) for site in Site.objects.filter(court=court).in_use()]

    def by_keys(self, keys: Collection[str], user: User) -> list[Subject]:
        return _subjects(_there(user).filter(pk__in=_numbers(keys)))

    def named_in(self, text: str, user: User) -> list[Subject]:
        """Return the sites whose host, or very name, stands in the words."""
        said = text.casefold()
        return _subjects(
            site
            for site in _there(user)
            if site.name.casefold() == said.strip()
            or re.search(rf"(?<![\w.-]){re.escape(site.host)}(?![\w-])", said)
        )

    def known(self, words: Collection[str], court: Court) -> dict[str, Subject]:
        """Return nothing: a site has no number that an old book would name it by."""
        return {}

    def links(self, keys: Collection[str], user: User) -> dict[str, str]:
        seen = Site.objects.visible_to(user).filter(pk__in=_numbers(keys))
        return {str(site.pk): site.get_absolute_url() for site in seen}


OFFER: Offer = SiteOffer()


def subject_of(site: Site) -> Subject:
    return Subject(KIND, str(site.pk), str(site), site.host)


def site_of(case: Case) -> Site | None:
    """Return the site that the case names, else the court's main site."""
    here = Site.objects.filter(court=case.court_id)
    named = [one.key for one in case.subjects.all() if one.kind == KIND]
    found = here.filter(pk__in=_numbers(named)).first()
    return found or here.in_use().first()


def _there(user: User) -> SiteQuerySet:
    return Site.objects.filter(court=user.court_id).in_use()


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if re.fullmatch(r"[0-9]{1,15}", key)]


def _subjects(sites: Iterable[Site]) -> list[Subject]:
    return [subject_of(site) for site in sites]

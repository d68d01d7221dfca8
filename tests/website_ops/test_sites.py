"""The court's sites: who keeps them, what on them is old, and what their pages show."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.monitors.enums import Kind
from sopti.notifications.models import Message
from sopti.workflow.diary import entries
from sopti.workflow.subjects import listed_of, named_in
from tests import make
from tests.monitors.watch import monitor, see
from tests.website_ops import shelf
from website_ops.sites import actions, reminders, rules
from website_ops.sites.freshness import standing_of
from website_ops.sites.models import ContentLook, ContentPart, Site, VisitorMonth

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def operator():
    return make.user("operator_ti")


def standing(part, *, today=shelf.TODAY):
    return standing_of(ContentPart.objects.for_pages().get(pk=part.pk), today=today)


@pytest.mark.parametrize(
    ("ago", "tag", "is_old"),
    [(None, "Belum dilihat", True), (0, "Baru", False), (3, "Baru", False), (4, "Segera", False),
     (7, "Segera", False), (8, "Usang", True)],
)  # fmt: skip
def test_a_part_is_old_the_day_after_its_days_are_over(operator, ago, tag, is_old):
    part = shelf.part(shelf.site(operator), operator, ago=ago)

    told = standing(part)

    assert (told.tag, told.is_old) == (tag, is_old)


def test_a_monitor_of_freshness_speaks_for_the_part_as_soon_as_it_knows(operator):
    watcher = monitor(operator.court, kind=Kind.FRESHNESS, fails_to_down=1)
    part = shelf.part(shelf.site(operator), operator, ago=30, monitor=watcher)
    unknown = standing(part)
    see(watcher, "+")
    fresh = standing(part)
    see(watcher, "-", start=make.MONDAY + DAY)
    old = standing(part)

    assert [one.is_old for one in (unknown, fresh, old)] == [True, False, True]
    assert unknown.said.startswith("terbaru")
    assert old.said == "menurut pemantau: tidak menjawab"


def test_what_was_seen_is_kept_and_cannot_become_older(operator):
    site = shelf.site(operator)
    part = shelf.part(site, operator, ago=5)

    actions.note_looks(site.pk, {part.pk: shelf.TODAY}, by=operator, at=make.MONDAY)
    with pytest.raises(Refusal, match="sebelumnya sudah terlihat isi bertanggal 16 November 2026"):
        actions.note_look(part.pk, renewed_on=shelf.TODAY - DAY, by=operator, at=make.MONDAY)
    with pytest.raises(Refusal, match="belum tiba"):
        actions.note_look(part.pk, renewed_on=shelf.TODAY + DAY, by=operator, at=make.MONDAY)

    part.refresh_from_db()
    assert (part.renewed_on, part.seen_by) == (shelf.TODAY, operator)
    assert ContentLook.objects.filter(part=part).count() == 2


def test_the_keeper_is_told_once_of_each_time_that_a_part_grows_old(operator):
    site = shelf.site(operator)
    part = shelf.part(site, operator, ago=8, name="Berita")
    shelf.part(site, operator, ago=1)

    said = [reminders.remind(make.MONDAY), reminders.remind(make.MONDAY + DAY)]
    actions.note_look(part.pk, renewed_on=shelf.TODAY, by=operator, at=make.MONDAY + DAY)
    said.append(reminders.remind(make.MONDAY + 8 * DAY))

    assert said == ["1 bagian situs usang", "", "2 bagian situs usang"]
    subjects = Message.objects.filter(to=operator).values_list("subject", flat=True)
    assert list(subjects).count(f"Perlu diperbarui: Berita pada {site}") == 2


@pytest.mark.parametrize(
    ("role", "keeps", "looks"),
    [("operator_ti", True, True), ("admin_web", True, True), ("kasubag_ptip", True, True),
     ("operator_subbag", False, True), ("sekretaris", False, False)],
)  # fmt: skip
def test_who_keeps_a_site_and_who_may_say_that_it_is_fresh(operator, role, keeps, looks):
    site = shelf.site(operator)
    person = make.user(role, court=operator.court)

    assert (rules.why_not_change(person, site) is None) == keeps
    assert (rules.why_not_look(person, site) is None) == looks
    assert rules.why_not_change(make.user(role), site) == "Situs ini milik pengadilan lain."


def test_a_clerk_and_another_court_see_no_site(client, operator):
    site = shelf.site(operator)
    clerk, stranger = make.user(court=operator.court), make.user("operator_ti")

    client.force_login(stranger)
    missing = client.get(site.get_absolute_url()).status_code

    assert missing == 404
    assert list(Site.objects.visible_to(clerk)) == []
    assert rules.why_not_read(clerk).startswith("Pengelolaan situs dibuka oleh")


def test_a_site_that_is_still_paid_for_is_not_closed(operator):
    site = shelf.site(operator)
    head = make.user("kasubag_ptip", court=operator.court)
    shelf.service(operator, name="Hosting utama", site=site)

    with pytest.raises(Refusal, match="masih memakai langganan Hosting utama"):
        actions.retire_site(
            site.pk, reason="Pindah alamat.", on=shelf.TODAY, by=head, at=make.MONDAY
        )
    assert "diputuskan Kasubag PTIP" in rules.why_not_retire(operator, site)


def test_a_month_of_visitors_is_said_anew_and_never_twice(operator):
    site = shelf.site(operator)
    told = {"month": shelf.day("2026-10-01"), "visitors": 5000, "source": "Penghitung Joomla"}
    told |= {"is_suspicious": False, "note": ""}

    for visitors in (5000, 5200):
        actions.note_visitors(site.pk, told | {"visitors": visitors}, by=operator, at=make.MONDAY)

    assert VisitorMonth.objects.get().visitors == 5200


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_take_the_same_queries_for_one_and_for_three(
    client, operator, django_assert_num_queries, count
):
    site = shelf.site(operator)
    for number in range(count):
        other = site if not number else shelf.site(operator)
        monitor(operator.court, target=site.address, name=f"Pemantau {number}")
        shelf.part(site, operator, ago=9)
        shelf.part(other, operator, ago=9)
        shelf.service(operator, site=site)
    client.force_login(operator)
    client.get("/")  # what a first page asks once

    with django_assert_num_queries(11):
        listed = client.get(reverse("website_ops:sites"))
    with django_assert_num_queries(14):
        shown = client.get(site.get_absolute_url())

    assert (listed.status_code, shown.status_code) == (200, 200)


def test_a_round_on_the_phone_keeps_what_was_typed_when_a_date_is_wrong(client, operator):
    site = shelf.site(operator)
    part = shelf.part(site, operator, ago=3, name="Berita")
    other = shelf.part(site, operator, ago=3, name="Pengumuman")
    client.force_login(operator)
    address = reverse("website_ops:look", args=[site.pk])

    wrong = client.post(
        address, {f"part_{part.pk}": "2027-01-01", f"part_{other.pk}": "2026-11-16"}
    )

    assert wrong.status_code == 422
    assert "Berita: tanggalnya belum tiba." in wrong.text
    assert 'value="2026-11-16"' in wrong.text
    assert ContentLook.objects.count() == 2


def test_the_diary_says_until_when_a_part_is_to_be_renewed(operator):
    site = shelf.site(operator)
    shelf.part(site, operator, ago=3, name="Berita")

    found = entries(operator, shelf.TODAY, shelf.TODAY + 10 * DAY)

    mine = [one for one in found if one.link == site.get_absolute_url()]
    assert [(one.day, one.words, one.is_mine) for one in mine] == [
        (shelf.TODAY + 4 * DAY, "Perbarui Berita (Kepaniteraan)", True)
    ]


def test_a_request_that_names_the_address_is_about_the_site(operator):
    site = shelf.site(operator, address="https://pa-contoh.go.id/")

    found = named_in("Halaman pa-contoh.go.id/berita tidak terbuka", operator)
    none = named_in("Halaman sipp.pa-contoh.go.id tidak terbuka", operator)

    assert str(site) in listed_of(operator.court)
    assert [one.key for one in found if one.kind == "site"] == [str(site.pk)]
    assert [one for one in none if one.kind == "site"] == []

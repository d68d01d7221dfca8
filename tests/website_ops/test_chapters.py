"""What sites, publishing and social media tell of a month: hand-made rows, and what is not told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sopti.workflow.chapters import Figure, Photo
from sopti.workflow.enums import Outcome
from sopti.workflow.telling import NOTHING
from tests import make
from tests.website_ops import shelf
from tests.workflow.months import LATER, NOVEMBER, OCTOBER, YEAR, cost, it_is, rows_of
from tests.workflow.office import REASON, Office
from website_ops.channels.models import Channel
from website_ops.coverage.models import CoverageEvent
from website_ops.renewals.models import Term
from website_ops.sites import chapter as sites
from website_ops.sites.models import SiteNote, VisitorMonth
from website_ops.social import chapter as social
from website_ops.social.models import ChannelMonth, Post
from website_ops.stories import chapter as stories
from website_ops.stories.models import Photo as StoryPhoto
from website_ops.stories.models import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MONDAY = make.MONDAY
BEFORE = MONDAY - timedelta(days=30)
MIDNIGHT = datetime(2026, 10, 31, 15, 0, tzinfo=UTC)  # in Ternate


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    it_is(LATER, monkeypatch)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


# ------------------------------------------------------------------------------------- the sites
def test_part_is_old_by_what_people_had_seen_by_the_end_of_the_month(operator):
    site = shelf.site(operator, name="Situs")
    shelf.part(site, operator, ago=0, name="A", every_days=14)  # the 16th: good until the 30th
    old = shelf.part(site, operator, ago=20, name="B", every_days=7)
    shelf.part(site, operator, name="C")
    later = datetime(2026, 12, 3, 2, 0, tzinfo=UTC)
    shelf.actions.note_look(old.pk, renewed_on=date(2026, 12, 3), by=operator, at=later)

    chapter = sites.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Kesegaran") == (
        ("A", "Kepaniteraan", "14 hari", "1", "16-11", "✗ usang"),
        ("B", "Kepaniteraan", "7 hari", NOTHING, "27-10", "✗ usang"),
        ("C", "Kepaniteraan", "7 hari", NOTHING, NOTHING, "✗ belum dilihat"),
    )
    assert chapter.sentences[0] == "3 dari 3 bagian situs melewati batasnya: A, B, dan C."
    assert chapter.obstacles[1:] == (
        "B (Kepaniteraan) terakhir diperbarui 27 Oktober 2026; batasnya 7 hari.",
        "C (Kepaniteraan) belum pernah dilihat.",
    )


def visited(site, operator, month, visitors, **words):
    VisitorMonth.objects.create(
        site=site, month=month, visitors=visitors, source="Log hosting", by=operator, at=MONDAY,
        **words,
    )  # fmt: skip


def test_visitors_stand_beside_those_of_the_month_before(operator):
    site = shelf.site(operator, name="Situs")
    visited(site, operator, NOVEMBER.first, 5180, is_suspicious=True, note="Serangan.")
    visited(site, operator, OCTOBER.first, 6027)
    visited(site, operator, date(2025, 12, 1), 900)

    month, year = sites.tell(operator.court, NOVEMBER), sites.tell(operator.court, YEAR)

    assert rows_of(month, "Pengunjung") == (
        ("Situs", "5.180", "6.027", "Log hosting", "✗ mencurigakan"),
    )
    assert "5.180 pengunjung situs dicatat pada November 2026." in month.sentences
    assert month.charts[0].names[0] == "Des"
    assert month.charts[0].series[0].values == (900.0, *(None,) * 9, 6027.0, 5180.0)
    assert rows_of(year, "Pengunjung menurut bulan")[9:] == (
        ("Oktober", "6.027"), ("November", "5.180"), ("Desember", NOTHING),
    )  # fmt: skip
    assert "11.207 pengunjung situs dicatat pada tahun 2026." in year.sentences


def test_what_ends_within_two_months_is_told_with_its_cost(operator):
    near = shelf.service(operator, left=40, name="Hosting", cost=3_000_000)
    over = shelf.service(operator, left=2, name="Domain", cost=55_000)
    shelf.service(operator, left=200, name="Lisensi")
    shelf.service(Office().people["operator_ti"], left=10)
    Term.objects.exclude(service__in=(near, over)).update(opened_at=BEFORE)

    chapter = sites.tell(operator.court, NOVEMBER)

    [first, second] = rows_of(chapter, "Langganan")
    assert first == ("Domain", "PT Awan Contoh", "18-11-2026", "Rp55.000", "✗ habis")
    assert second == ("Hosting", "PT Awan Contoh", "26-12-2026", "Rp3.000.000", "○ sisa 25 hari")
    assert "2 langganan habis sampai 29 Januari 2027; biaya terakhirnya Rp3.055.000." in (
        chapter.sentences
    )
    assert chapter.obstacles == ("Langganan Domain habis 18 November 2026 dan belum diperpanjang.",)


def test_trouble_of_a_site_is_told_with_its_road_and_cost(operator):
    site = shelf.site(operator, name="Situs")
    for day, words in (((2026, 11, 5), "Formulir rusak."), ((2026, 10, 5), "Bulan lalu.")):
        SiteNote.objects.create(
            site=site, kind="perbaikan", on=date(*day), words=words, road="umum", cost=500_000,
            is_good=False, by=operator, at=MONDAY,
        )  # fmt: skip

    chapter = sites.tell(operator.court, NOVEMBER)

    assert rows_of(chapter, "Pemeliharaan situs") == (
        ("05-11", "Situs", "Pemecahan masalah (melalui Umum dan Keuangan)", "Formulir rusak.",
         "Rp500.000", "✗ bermasalah"),
    )  # fmt: skip
    assert chapter.obstacles == ("Situs, 5 November 2026: Formulir rusak.",)


def test_checks_that_found_nothing_are_counted_and_in_a_year_not_listed(operator):
    site = shelf.site(operator, name="Situs")
    for day, good in ((3, True), (10, False)):
        SiteNote.objects.create(
            site=site, kind="periksa", on=date(2026, 11, day), words="Diperiksa.", is_good=good,
            by=operator, at=MONDAY,
        )  # fmt: skip

    month, year = sites.tell(operator.court, NOVEMBER), sites.tell(operator.court, YEAR)

    said = "Situs diperiksa 2 kali; 1 menemukan masalah."
    assert (month.sentences[1], year.sentences[1]) == (said, said)
    assert [row[0] for row in rows_of(month, "Pemeliharaan situs")] == ["03-11", "10-11"]
    assert [row[0] for row in rows_of(year, "Pemeliharaan situs")] == ["10-11"]


def test_telling_of_sites_costs_the_same_of_one_and_of_three(operator):
    def one_more():
        site = shelf.site(operator)
        shelf.part(site, operator, ago=1)
        visited(site, operator, NOVEMBER.first, 10)
        shelf.service(operator, left=10)

    one_more()
    one = cost(sites.tell, operator.court)
    one_more()
    one_more()

    assert cost(sites.tell, operator.court) == one == 7


# ----------------------------------------------------------------------------------- the stories
def channel(court, kind="situs", name="Situs pengadilan"):
    return Channel.objects.create(
        court=court, kind=kind, name=name, address=f"https://{kind}.id/{court.pk}"
    )


def story(court, at=MONDAY, *, case=None, headline="Sidang keliling", **words):
    usual = {"state": "terbit", "address": "https://pa.id/1", "begun_at": at, "published_at": at}
    return Story.objects.create(court=court, case=case, headline=headline, **usual | words)


def test_story_is_told_with_its_channel_and_how_long_it_took(office, operator):
    site = channel(office.court)
    case = office.open("peliputan-website", by=operator, requester=None)
    out = story(office.court, MONDAY + timedelta(hours=5), case=case, channel=site,
                event_on=date(2026, 11, 14))  # fmt: skip
    story(office.court, BEFORE, channel=site)
    story(Office().court)

    chapter = stories.tell(office.court, NOVEMBER)

    assert rows_of(chapter, "Publikasi menurut saluran") == (
        ("Situs pengadilan", "1", NOTHING, "4 jam kerja", "16-11"),
    )
    assert rows_of(chapter, "Berita yang terbit") == (
        ("16-11", "Sidang keliling", "Situs pengadilan", "14-11", case.number),
    )
    assert chapter.sentences == (
        "1 berita terbit pada November 2026; tidak ada yang dikembalikan.",
        "Rata-rata terbit 4 jam kerja sejak berkasnya dibuka.",
        "1 berkas dibuka menurut SOP dan belum selesai.",
    )
    assert chapter.figures == (Figure(big="1", words="berita terbit pada November 2026"),)
    assert out.is_out
    assert chapter.obstacles == ()


def test_story_that_was_sent_back_is_counted_and_one_that_waits_long_hinders(office, operator):
    case = office.open("peliputan-website", by=operator, requester=None)
    story(office.court, MONDAY, case=case, state="disusun", published_at=None, address="")
    deciding = next(step for step in case.procedure.steps if step.decision)
    task = office.up_to(case, deciding.number)
    office.do(case, task.step, outcome=Outcome.RETURN, note=REASON)

    chapter = stories.tell(office.court, YEAR)

    assert rows_of(chapter, "Publikasi menurut bulan")[10] == ("November", NOTHING, "1", "1")
    assert chapter.obstacles == (
        "Berita “Pencetak loket macet” belum terbit sejak 16 November 2026.",
    )  # what its steps wrote


def test_covered_event_and_chosen_photos_are_told(office):
    out = story(office.court)
    for number, chosen in ((1, False), (2, True), (3, True)):
        StoryPhoto.objects.create(
            story=out, number=number, file=f"photos/{number}.jpg", name="x", size=1,
            content_type="image/jpeg", sha256=str(number) * 64, is_chosen=chosen,
            caption="Majelis bersidang.", added_by=office.clerk, added_at=MONDAY,
        )  # fmt: skip
    for day in ((2026, 11, 3), (2026, 10, 3)):
        CoverageEvent.objects.create(court=office.court, title="Rapat", day=date(*day))

    chapter = stories.tell(office.court, NOVEMBER)

    assert chapter.photos == (
        Photo(file="photos/2.jpg", sha256="2" * 64,
              caption="Majelis bersidang, terbit 16 November 2026"),
    )  # fmt: skip
    assert "1 acara diliput." in chapter.sentences


def test_month_without_a_story_says_so_and_begins_by_the_clock_of_the_court():
    office = Office(of="pa-ternate", document="publikasi-konten", roles=())
    office.court.zone = "Asia/Jayapura"
    office.court.save()
    story(office.court, MIDNIGHT, headline="Tanggal 1")
    story(office.court, MIDNIGHT - timedelta(seconds=1), headline="Tanggal 31")

    november, year = stories.tell(office.court, NOVEMBER), stories.tell(office.court, YEAR)

    assert [row[:2] for row in rows_of(november, "Berita yang terbit")] == [("01-11", "Tanggal 1")]
    assert year.charts[0].series[0].values == (0.0,) * 9 + (1.0, 1.0, 0.0)
    empty = stories.tell(
        Office(of="pa-ternate", document="publikasi-konten", roles=()).court, OCTOBER
    )
    assert empty.sentences == ("Tidak ada berita yang terbit pada Oktober 2026.",)
    assert stories.tell(make.court(), NOVEMBER) is None


def test_telling_of_stories_costs_the_same_of_one_and_of_three(office, operator):
    site = channel(office.court)

    def one_more():
        case = office.open("peliputan-website", by=operator, requester=None)
        story(office.court, case=case, channel=site)

    one_more()
    one = cost(stories.tell, office.court)
    one_more()
    one_more()

    assert cost(stories.tell, office.court) == one == 8


# ------------------------------------------------------------------------------------- the posts
def post(channel, at=MONDAY, *, title="Jadwal sidang", **words):
    usual = {"state": "terbit", "address": "https://x.id/1", "begun_at": at, "posted_at": at}
    return Post.objects.create(
        court=channel.court, channel=channel, kind=channel.kind, title=title, text="Teks",
        **usual | words,
    )  # fmt: skip


def month_of(channel, month, **words):
    usual = {"followers": 4130, "reach": 5112, "reactions": 248}
    ChannelMonth.objects.create(
        channel=channel, month=month, by=make.user(court=channel.court), at=MONDAY, **usual | words
    )


def test_channel_is_told_with_its_posts_and_its_own_figures(office):
    gram = channel(office.court, "instagram", "@pa")
    book = channel(office.court, "facebook", "PA")
    post(gram, reach=100, reactions=10)
    post(gram, BEFORE)
    post(book, reach=30, reactions=3)
    post(channel(Office().court, "x", "@lain"))
    month_of(gram, NOVEMBER.first)
    month_of(gram, OCTOBER.first, reach=1)

    chapter = social.tell(office.court, NOVEMBER)

    assert rows_of(chapter, "Media sosial menurut saluran") == (
        ("Instagram (@pa)", "1", "5.112", "248", "4.130", "16-11"),
        ("Facebook (PA)", "1", "30", "3", NOTHING, "16-11"),
    )
    assert rows_of(chapter, "Konten yang terbit") == (
        ("16-11", "Instagram", "Jadwal sidang", "100", "10"),
        ("16-11", "Facebook", "Jadwal sidang", "30", "3"),
    )
    assert chapter.sentences == (
        "2 konten media sosial terbit pada November 2026; tidak ada yang dikembalikan.",
        "Jangkauan semua saluran 5.112.",
    )


def test_year_of_social_media_is_told_by_month(office):
    gram = channel(office.court, "instagram", "@pa")
    post(gram)
    post(gram, BEFORE)
    month_of(gram, NOVEMBER.first)
    month_of(gram, OCTOBER.first, followers=4000)

    chapter = social.tell(office.court, YEAR)

    assert rows_of(chapter, "Konten yang terbit menurut bulan")[9:] == (
        ("Oktober", "1"), ("November", "1"), ("Desember", NOTHING),
    )  # fmt: skip
    assert rows_of(chapter, "Media sosial menurut saluran")[0][2:5] == ("10.224", "496", "4.130")


def test_post_that_waits_long_hinders_and_a_court_without_channels_tells_nothing():
    office = Office(of="pa-banjarnegara", document="as-24", roles=("admin_web", "kasubag_ptip"))
    case = office.open("media-sosial", by=office.people["admin_web"], requester=None)
    gram = channel(office.court, "instagram", "@pa")
    post(gram, case=case, state="disusun", posted_at=None, address="")

    chapter = social.tell(office.court, NOVEMBER)

    assert chapter.sentences == (
        "Tidak ada konten media sosial yang terbit pada November 2026.",
        "1 berkas dibuka menurut SOP dan belum selesai.",
    )
    assert chapter.obstacles == (
        "Konten “Jadwal sidang” (Instagram) belum terbit sejak 16 November 2026.",
    )
    assert social.tell(Office().court, NOVEMBER) is None


def test_telling_of_posts_costs_the_same_of_one_and_of_three(office):
    def one_more(kind):
        made = channel(office.court, kind, kind)
        post(made)
        month_of(made, NOVEMBER.first)

    one_more("instagram")
    one = cost(social.tell, office.court)
    one_more("facebook")
    one_more("x")

    assert cost(social.tell, office.court) == one == 6

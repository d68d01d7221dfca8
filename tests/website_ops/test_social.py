"""Social media: texts within limits, addresses of the court's channels, figures of a month."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.website_ops.desk import Desk, picture
from website_ops.channels.models import Channel
from website_ops.social import limits
from website_ops.social.models import ChannelMonth, Post

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROLES = ("admin_web", "redaktur", "kasubag_ptip", "sekretaris")
INSTAGRAM = "https://www.instagram.com/p/Cx12/"
LIST = reverse("website_ops:posts")


@pytest.fixture(autouse=True)
def monday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def desk(client):
    made = Desk(client, of="pa-banjarnegara", document="as-24", roles=ROLES)
    for kind, address in (
        ("instagram", "https://www.instagram.com/pa/"),
        ("x", "https://x.com/pa"),
    ):
        Channel.objects.create(court=made.court, kind=kind, name=f"@pa {kind}", address=address)
    return made


def case_of(desk):
    return desk.open("media-sosial", "Layanan prioritas")


def pictures():
    return [picture(f"{n}.jpg", shade=n * 20) for n in range(5)]


# ---------------------------------------------------------------------------------------- limits
@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("x", "a" * 280, None),
        ("x", "a" * 281, "Terlalu panjang: 281 huruf, kurangi 1 huruf."),
        ("x", "a" * 256 + " https://www.pa-contoh.go.id/berita/panjang-sekali", None),
        ("instagram", "#satu " * 31, "Terlalu banyak tagar: 31. Paling banyak 30."),
        ("instagram", "a" * 2200, None),
        ("", "a" * 5001, "Terlalu panjang: 5.001 huruf, kurangi 1 huruf."),
    ],
)
def test_medium_takes_so_much_and_no_more(kind, text, reason):
    assert limits.why_too_much(kind, text) == reason


def test_too_long_text_is_shown_again_and_nothing_is_kept(desk):
    case = case_of(desk)

    answer = desk.do(case, f_instagram="Layanan prioritas", f_x="a" * 300)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Terlalu panjang: 300 huruf, kurangi 20 huruf." in page
    assert "a" * 300 in page
    assert not Post.objects.exists()


def test_more_pictures_than_a_medium_takes_are_refused(desk):
    case = case_of(desk)

    desk.do(case, f_x="Singkat", files=pictures())

    assert not Post.objects.exists()
    assert desk.task(case).step == 1
    desk.do(case, f_instagram="Dengan lima gambar", files=pictures())
    assert Post.objects.get().kind == "instagram"


# -------------------------------------------------------------------------------- the table's way
def test_table_runs_from_the_texts_to_the_archive(desk):
    case = case_of(desk)

    desk.do(case, f_instagram="Layanan prioritas #PA", f_x="Layanan prioritas")
    desk.do(case, outcome="ya")
    desk.do(case, f_instagram_alamat=INSTAGRAM)
    desk.do(case, f_instagram_jangkauan=1240, f_instagram_interaksi=86)
    desk.do(case, outcome="ya")
    desk.do(case, f_arsip="Map Media Sosial")

    told = {post.kind: post for post in Post.objects.all()}
    out, never = told["instagram"], told["x"]
    case.refresh_from_db()
    assert case.status == "selesai"
    assert (out.state, out.address, out.posted_at) == ("terbit", INSTAGRAM, make.MONDAY)
    assert (out.reach, out.reactions, out.filed_in) == (1240, 86, "Map Media Sosial")
    assert (never.state, never.address) == ("disetujui", "")


@pytest.mark.parametrize(
    "address", ["https://x.com/pa/status/1", "https://www.instagram.com/pa/", "tayang"]
)
def test_address_of_another_place_is_not_where_it_came_out(desk, address):
    case = case_of(desk)
    desk.do(case, f_instagram="Layanan prioritas")
    desk.do(case, outcome="ya")

    answer = desk.do(case, f_instagram_alamat=address)

    assert answer.status_code == 422
    assert Post.objects.get().state == "disetujui"


def test_evaluation_that_says_no_goes_back_to_posting_with_its_addresses(desk, client):
    case = case_of(desk)
    desk.do(case, f_instagram="Layanan prioritas")
    desk.do(case, outcome="ya")
    desk.do(case, f_instagram_alamat=INSTAGRAM)
    desk.do(case)

    desk.do(case, outcome="kembali", reason="Belum ditautkan ke situs.")

    task = desk.task(case)
    client.force_login(desk.people["admin_web"])
    assert task.step == 3
    assert INSTAGRAM in client.get(task.get_absolute_url()).content.decode()


def test_post_without_an_address_is_not_out(desk):
    case = case_of(desk)
    desk.do(case, f_instagram="Layanan prioritas")

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(state="terbit")


# --------------------------------------------------------------------------------------- the pages
def test_archive_takes_the_same_queries_for_one_and_for_three(desk, client):
    case = case_of(desk)
    desk.do(case, f_instagram="Layanan prioritas")
    client.force_login(desk.people["redaktur"])
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for number in range(2):
        Post.objects.create(
            court=desk.court, kind="x", title=f"Lama {number}", text="x", begun_at=make.MONDAY,
            writer=desk.clerk, channel=Channel.objects.get(kind="x"),
        )  # fmt: skip

    with CaptureQueriesContext(connection) as three:
        rows = client.get(LIST).context["rows"]

    assert len(rows) == 3
    assert len(three) == len(one)
    assert len(client.get(LIST, {"q": "prioritas", "saluran": "instagram"}).context["rows"]) == 1


def test_figures_of_a_month_are_kept_once_and_mended(desk, client):
    channel = Channel.objects.get(kind="instagram")
    client.force_login(desk.people["admin_web"])
    address = reverse("website_ops:note_month", args=[channel.pk, 2026, 10])
    figures = {"followers": 4000, "reach": 5200, "reactions": 310}

    client.post(address, figures)
    client.post(address, figures | {"followers": 4100})

    kept = ChannelMonth.objects.get()
    page = client.get(reverse("website_ops:social_month"), {"bulan": "2026-10"})
    assert (kept.month, kept.followers, kept.by) == (
        date(2026, 10, 1), 4100, desk.people["admin_web"],
    )  # fmt: skip
    assert "4.100" in page.content.decode()
    assert "1 dari 2 saluran belum dicatat angkanya." in page.content.decode()


def test_figures_are_not_of_a_month_to_come_nor_of_another_court(desk, client):
    channel = Channel.objects.get(kind="instagram")
    client.force_login(desk.people["admin_web"])
    ahead = client.get(reverse("website_ops:note_month", args=[channel.pk, 2027, 1]), follow=True)
    client.force_login(make.user("admin_web"))
    other = client.get(reverse("website_ops:note_month", args=[channel.pk, 2026, 10]))

    assert "Bulan ini belum tiba." in ahead.content.decode()
    assert other.status_code == 404
    assert not ChannelMonth.objects.exists()


# ------------------------------------------------------------------------------------- channels
def test_channel_is_written_down_by_who_keeps_them_and_once_each(desk, client):
    new = reverse("website_ops:new_channel")
    told = {"kind": "instagram", "name": "@lain", "address": "https://www.instagram.com/lain/"}
    client.force_login(desk.people["admin_web"])
    second = client.post(new, told | {"is_active": "on"}, follow=True).content.decode()
    client.post(new, told | {"kind": "threads", "is_active": "on"})
    client.force_login(desk.people["sekretaris"])
    refused = client.get(new, follow=True).content.decode()

    assert "Akun Instagram sudah dicatat" in second
    assert "Saluran dicatat oleh Admin Web" in refused
    assert sorted(Channel.objects.values_list("kind", flat=True)) == ["instagram", "threads", "x"]

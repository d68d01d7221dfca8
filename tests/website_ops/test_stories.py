"""Stories: the text, its check with marks, its publication, the archive and the paper."""

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.reports.reading import words
from tests.website_ops.desk import EDITORS, SITE, TEXT, Desk, picture
from website_ops.stories import actions, wording
from website_ops.stories.models import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = reverse("website_ops:stories")
ADDRESS = f"{SITE}/berita/sosialisasi-e-court"


@pytest.fixture(autouse=True)
def monday(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(make.MONDAY, tick=False):
        yield


@pytest.fixture
def desk(client):
    return Desk(client)


def published(desk, title="Sosialisasi e-Court"):
    case = desk.open(title=title)
    desk.up_to(case, 5)
    assert desk.do(case, f_naskah=TEXT, f_judul=title).status_code == 302
    desk.do(case, outcome="ya")
    assert desk.do(case, f_alamat=ADDRESS).status_code == 302
    return Story.objects.select_related("case").get(case=case)


# ------------------------------------------------------------------------------------ formatting
@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("**tebal** dan *miring*", "<p><strong>tebal</strong> dan <em>miring</em></p>\n"),
        ("- satu\n- dua", "<ul>\n<li>satu</li>\n<li>dua</li>\n</ul>\n"),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
    ],
)
def test_text_gets_plain_formatting_and_nothing_else(typed, drawn):
    assert wording.html_of(typed) == drawn


def test_link_keeps_its_address_alone():
    drawn = wording.html_of('[situs](https://mahkamahagung.go.id "judul")')

    assert 'href="https://mahkamahagung.go.id"' in drawn
    assert "title" not in drawn


# -------------------------------------------------------------------------------- the table's way
def test_table_of_madiun_writes_checks_and_publishes_a_story(desk):
    site = desk.site()

    story = published(desk)

    assert (story.state, story.address, story.channel) == ("terbit", ADDRESS, site)
    assert (story.writer, story.checked_by) == (
        desk.people["operator_ti"], desk.people["kasubag_ptip"],
    )  # fmt: skip
    assert story.published_at == make.MONDAY
    assert story.case.status == "selesai"


def test_returned_text_comes_back_with_its_marks_and_what_was_written(desk, client):
    case = desk.open()
    desk.up_to(case, 5)
    desk.do(case, f_naskah=TEXT, f_judul="Sosialisasi e-Court")
    client.force_login(desk.people["kasubag_ptip"])
    mark = reverse("website_ops:mark_story", args=[case.story.pk])
    client.post(mark, {"place": "Alinea 1", "text": "Nama Ketua belum lengkap."})
    shown = client.get(desk.task(case).get_absolute_url()).content.decode()

    desk.do(case, outcome="kembali", reason="Perbaiki menurut tanda.")

    client.force_login(desk.people["operator_ti"])
    page = client.get(desk.task(case).get_absolute_url()).content.decode()
    assert "<strong>Ketua</strong> membuka" in shown
    assert "Nama Ketua belum lengkap." in shown
    assert "Nama Ketua belum lengkap." in page
    assert "Diikuti 40 peserta" in page


def test_text_that_was_mended_has_no_open_marks(desk):
    case = desk.open()
    desk.up_to(case, 6)
    kasubag = desk.people["kasubag_ptip"]
    actions.mark(case.story.pk, place="Judul", text="Ringkas.", by=kasubag, at=make.MONDAY)

    desk.do(case, outcome="kembali", reason="Perbaiki menurut tanda.")
    desk.do(case, f_naskah=TEXT)

    assert case.story.marks.get().settled_at == make.MONDAY
    assert Story.objects.get(case=case).body == TEXT


def test_mark_of_somebody_else_stays(desk, client):
    case = desk.open()
    desk.up_to(case, 6)
    made = actions.mark(
        case.story.pk, place="Judul", text="Ringkas.", by=desk.people["kasubag_ptip"],
        at=make.MONDAY,
    )  # fmt: skip

    client.force_login(desk.people["operator_ti"])
    answer = client.post(reverse("website_ops:unmark_story", args=[made.pk]), follow=True)

    assert "Ini bukan tanda Anda." in answer.content.decode()
    assert case.story.marks.count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("https://blogspot.example.com/berita", "Alamat ini bukan milik pengadilan."),
        (f"{SITE}/", "Ini alamat depan Situs pengadilan."),
        ("bukan alamat", "Tulis alamat lengkap, dimulai dengan https://"),
    ],
)
def test_address_that_is_not_of_the_court_publishes_nothing(desk, address, sentence):
    desk.site()
    case = desk.open()
    desk.up_to(case, 7)

    answer = desk.do(case, f_alamat=address)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert case.story.state == "disetujui"


def test_published_story_without_an_address_is_refused_by_the_database(desk):
    case = desk.open()
    desk.up_to(case, 6)

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(case=case).update(state="terbit")


@pytest.mark.parametrize(("route", "role"), [(0, "penanggung_jawab"), (1, "ketua")])
def test_ternate_sends_a_story_to_who_answers_for_it_and_files_it(client, route, role):
    desk = Desk(client, of="pa-ternate", document="publikasi-konten", roles=EDITORS)
    case = desk.open("publikasi-konten")
    desk.up_to(case, 5)
    label = desk.task(case).sop_step.routes[route].label

    desk.do(case, route=label)
    receiver = desk.task(case)
    client.force_login(desk.people[role])
    read = client.get(receiver.get_absolute_url()).content.decode()
    desk.do(case, outcome="ya")
    desk.do(case, f_alamat=ADDRESS)
    desk.do(case, f_arsip="Map Publikasi 2026")

    story = case.story
    assert receiver.role_id == role
    assert 'aria-label="Naskah"' in read
    assert (story.state, story.filed_in) == ("diarsipkan", "Map Publikasi 2026")


# -------------------------------------------------------------------------------- who reads what
def test_clerk_reads_only_what_is_out_and_other_courts_nothing(desk, client):
    out = published(desk)
    case = desk.open(title="Belum terbit")
    desk.up_to(case, 6)
    elsewhere = make.user("kasubag_ptip")

    client.force_login(desk.clerk)
    seen = [row.story for row in client.get(LIST).context["rows"]]
    hidden = client.get(case.story.get_absolute_url()).status_code
    client.force_login(elsewhere)

    assert (seen, hidden) == ([out], 404)
    assert client.get(out.get_absolute_url()).status_code == 404
    assert [row.story for row in client.get(LIST).context["rows"]] == []


@pytest.mark.parametrize(("asked", "found"), [("peserta", 1), ("e-court", 1), ("kendaraan", 0)])
def test_archive_is_searched_by_its_words(desk, client, asked, found):
    published(desk)
    client.force_login(desk.people["ketua"])

    assert len(client.get(LIST, {"q": asked}).context["rows"]) == found


def test_archive_takes_the_same_queries_for_one_and_for_three(desk, client):
    published(desk)
    client.force_login(desk.people["ketua"])
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(LIST)
    for number in range(2):
        story = Story.objects.create(
            court=desk.court, headline=f"Arsip {number}", state="terbit", address=ADDRESS,
            begun_at=make.MONDAY, published_at=make.MONDAY, writer=desk.people["operator_ti"],
        )  # fmt: skip
        story.photos.create(
            number=1, file="photos/a.jpg", name="a.jpg", content_type="image/jpeg", size=1,
            sha256=f"{number}", is_chosen=True, added_by=desk.clerk, added_at=make.MONDAY,
        )  # fmt: skip

    with CaptureQueriesContext(connection) as three:
        rows = client.get(LIST).context["rows"]

    assert len(rows) == 3
    assert len(three) == len(one)


# -------------------------------------------------------------------------------------- the paper
def test_paper_of_a_story_shows_its_words_and_chosen_photos(desk, client):
    case = desk.open()
    desk.up_to(case, 5)
    client.force_login(desk.people["operator_ti"])
    desk.add(case, picture(), picture("lain.jpg", shade=10))
    first = case.story.photos.get(number=1).pk
    answer = desk.do(
        case,
        **{
            "f_naskah": TEXT,
            f"f_foto-{first}-on": "on",
            f"f_foto-{first}-caption": "Ketua memberi sambutan",
            f"f_foto-{first}-alt": "Ketua berdiri di mimbar",
        },
    )

    printed = words(client.get(reverse("website_ops:story_paper", args=[case.story.pk])).content)

    assert answer.status_code == 302
    assert "Naskah Konten Website".casefold() in printed.casefold()
    assert "Foto 1. Ketua memberi sambutan" in printed
    assert "Foto 2" not in printed
    assert "**" not in printed

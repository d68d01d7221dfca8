"""Photos of a story: what is taken, what is taken out of them, and who may."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from PIL import Image

from tests import make
from tests.website_ops.desk import Desk, picture
from tests.workflow.racing import race
from website_ops.stories import actions
from website_ops.stories.models import Photo, Story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client):
    made = Desk(client)
    client.force_login(made.people["operator_ti"])
    return made


def located():
    """A picture that says where and with what it was taken, and is too large to keep."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera rahasia"
    exif.get_ifd(0x8825)[1] = "S"
    return picture(size=(2400, 1200), exif=exif)


def test_fifty_photos_come_in_one_sending_without_where_they_were_taken(desk):
    case = desk.open()
    files = [located(), *(picture(f"foto-{n}.jpg", shade=n * 5) for n in range(49))]

    answer = desk.add(case, *files)

    photos = Photo.objects.filter(story__case=case)
    assert answer.status_code == 302
    assert list(photos.values_list("number", flat=True)) == list(range(1, 51))
    with photos[0].file.open() as file, Image.open(file) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (2000, 1000)


def test_one_sent_alone_answers_with_its_line_and_is_kept_once(desk):
    case = desk.open()

    first = desk.add(case, picture(), one="1", field="f_foto")
    again = desk.add(case, picture("lain.jpg"), one="1", field="f_foto")

    assert "Terbitkan foto 1" in first.content.decode()
    assert (first["X-Added"], again["X-Added"]) == ("1", "0")
    assert Photo.objects.count() == 1


def huge():
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(out, "PNG")
    return SimpleUploadedFile("besar.png", out.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("make_file", "sentence"),
    [
        (huge, "lebih dari 50 megapiksel. Perkecil dulu"),
        (
            lambda: SimpleUploadedFile("rusak.jpg", picture().read()[:300], "image/jpeg"),
            "rusak. Simpan ulang",
        ),
        (
            lambda: SimpleUploadedFile("foto.heic", b"ftypheic", "image/heic"),
            "tidak diterima. Simpan sebagai JPG, PNG, atau WebP.",
        ),
        (
            lambda: SimpleUploadedFile("palsu.jpg", b"<script>1</script>", "image/jpeg"),
            "tidak cocok dengan namanya",
        ),
    ],
)
def test_wrong_picture_gets_a_sentence_and_changes_nothing(desk, make_file, sentence):
    case = desk.open()

    alone = desk.add(case, make_file(), one="1")
    desk.client.get("/")
    among = desk.add(case, picture(), make_file())
    said = desk.client.get(among.url).content.decode()

    assert (alone.status_code, among.status_code) == (422, 302)
    assert sentence in alone.content.decode()
    assert sentence in said
    assert not Photo.objects.exists()


def test_two_people_who_add_at_once_get_numbers_of_their_own(desk):
    case = desk.open()
    people = [desk.people["operator_ti"], desk.people["kasubag_ptip"]]

    def deed(number):
        try:
            return actions.add_photos(
                case, [picture(shade=number)], by=people[number], at=make.MONDAY
            )
        finally:
            connections.close_all()

    race(2, deed)

    assert Story.objects.filter(case=case).count() == 1
    assert sorted(Photo.objects.values_list("number", flat=True)) == [1, 2]


def test_clerk_and_other_court_add_nothing(desk, client):
    case = desk.open()
    client.force_login(desk.clerk)
    own = desk.add(case, picture())
    client.force_login(make.user("operator_ti"))

    assert own.status_code == 404  # a clerk sees only cases of their own
    assert desk.add(case, picture()).status_code == 404
    assert not Photo.objects.exists()


def test_chosen_photo_needs_words_for_who_cannot_see_it(desk):
    case = desk.open()
    desk.up_to(case, 5)
    desk.client.force_login(desk.people["operator_ti"])
    desk.add(case, picture())
    number = case.story.photos.get().pk

    silent = desk.do(case, **{f"f_foto-{number}-on": "on", f"f_foto-{number}-caption": "Aula"})

    page = silent.content.decode()
    assert silent.status_code == 422
    assert "Tulis teks alternatif foto nomor 1" in page
    assert 'value="Aula"' in page
    assert not case.story.photos.get().is_chosen


def test_photos_are_selected_and_come_out_as_one_file(desk, client):
    case = desk.open()
    desk.up_to(case, 4)
    client.force_login(desk.people["operator_ti"])
    desk.add(case, picture(), picture("b.jpg", shade=10), picture("c.jpg", shade=20))
    second = case.story.photos.get(number=2)

    none = desk.do(case)
    desk.do(case, **{f"f_foto-{second.pk}-on": "on"})

    assert none.status_code == 422
    assert list(case.story.photos.chosen()) == [second]
    answer = client.get(reverse("website_ops:chosen_photos", args=[case.story.pk]))
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == ["foto-02.jpg"]
    kept = client.post(reverse("website_ops:remove_photo", args=[second.pk]), follow=True)
    assert "Lepaskan pilihannya lebih dulu." in kept.content.decode()
    assert case.story.photos.count() == 3


def test_small_picture_is_given_to_who_may_see_the_story(desk, client):
    case = desk.open()
    desk.add(case, picture())
    address = reverse("website_ops:small_photo", args=[Photo.objects.get().pk])

    mine = client.get(address)
    small = b"".join(mine.streaming_content)
    mine.close()
    client.force_login(make.user("operator_ti"))

    assert (mine.status_code, mine["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(small)).format == "JPEG"
    assert client.get(address).status_code == 404

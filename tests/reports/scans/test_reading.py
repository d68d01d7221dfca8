"""Reading the code of a sheet that went through printer, pen and scanner."""

import time

import pytest
from PIL import Image

from sopti.reports.actions import issue
from sopti.reports.models import Paper
from sopti.reports.scans.reading import MOST_SECONDS, keys_in
from sopti.workflow import uploads
from tests.reports import objects
from tests.reports.scans.papers import blank, photographed, printed, upload, with_code

SITE = "https://sopti.example"


def read(file):
    return keys_in(uploads.cleaned(file))


@pytest.mark.django_db
def test_the_code_of_a_printed_sheet_is_read_from_photo_and_from_scan(settings, tmp_path):
    settings.SITE_ADDRESS = SITE
    court = objects.court()
    case = objects.case(objects.clerk(court))
    task = objects.task(case, objects.official(court), 3, result="Diteliti.")
    issue(task.case, task, objects.PRINTED)
    key = Paper.objects.get().key

    page = printed(task, tmp_path)

    assert read(upload(photographed(page))) == [key]
    assert read(upload(photographed(page, askew=-88))) == [key]
    assert read(upload(page.rotate(180), "pindaian.png")) == [key]
    assert read(upload(photographed(page, askew=2), "pindaian.pdf")) == [key]


@pytest.mark.parametrize(
    "address",
    ["https://toko.example/promo", "7K3MQ2XF", f"{SITE}/periksa/0OIL-7777/", "javascript:alert(1)"],
)
def test_other_codes_are_none_of_ours(address):
    assert read(upload(with_code(address))) == []


def test_the_address_of_the_site_may_have_changed_since():
    assert read(upload(with_code("http://10.0.0.5:8000/periksa/7K3M-Q2XF/"))) == ["7K3MQ2XF"]


def test_a_page_without_a_code_says_nothing():
    assert read(upload(blank())) == []


def test_a_torn_pdf_says_nothing():
    file = upload(blank(), "rusak.pdf")
    file.file.truncate(600)

    assert read(file) == []


def test_a_photo_of_twelve_megapixels_is_read_while_a_person_waits():
    photo = Image.effect_noise((4000, 3000), 40)
    photo.paste(with_code(f"{SITE}/periksa/7K3M-Q2XF/"), (2600, 1500))
    kept = uploads.cleaned(upload(photo))

    began = time.monotonic()
    found, took = keys_in(kept), time.monotonic() - began

    assert (found, took < MOST_SECONDS) == (["7K3MQ2XF"], True)  # 0.3 s on a quiet machine

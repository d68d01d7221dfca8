"""The pages of the bundles, and who gets through to them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.reports.evidence.archive import ZIP
from sopti.reports.models import Bundle
from tests import make
from tests.reports import objects
from tests.reports.evidence.shelf import AT, OCTOBER, TITLE, Shelf

pytestmark = pytest.mark.django_db
LIST = "/bukti/"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "bundles"


def bundle_of(shelf, **words):
    given = {"state": "siap", "done": 3, "total": 3, "size": 1_200_000, "kept_until": AT}
    return Bundle.objects.create(
        court=shelf.court, document=shelf.document, procedure_key="permintaan-layanan",
        procedure_title=TITLE, first_on=OCTOBER.first, last_on=OCTOBER.last,
        asked_by=shelf.kasubag, asked_at=AT, **(given | words),
    )  # fmt: skip


def test_the_list_is_empty_at_first_and_says_what_to_do(client):
    client.force_login(Shelf(1).kasubag)

    page = client.get(LIST).content.decode()

    assert "Belum ada berkas bukti" in page
    assert reverse("reports:new_bundle") in page


def test_the_list_asks_as_much_for_one_row_as_for_three(client):
    shelf = Shelf(1)
    client.force_login(shelf.kasubag)
    bundle_of(shelf)
    client.get(LIST)  # what every process asks once
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as got:
            client.get(LIST)
        counts.append(len(got))
        bundle_of(shelf, state="gagal", failure="Penuh.")
        bundle_of(shelf, state="dihapus")

    assert counts[0] == counts[1]


def test_asking_leads_to_the_page_that_shows_how_far_it_is(client):
    shelf = Shelf(2)
    client.force_login(shelf.kasubag)
    key = f"{shelf.document.key}/permintaan-layanan"
    wish = {"procedure": key, "first": "2026-10-01", "last": "2026-10-31"}

    answer = client.post(reverse("reports:new_bundle"), wish, follow=True)

    bundle = Bundle.objects.get()
    assert answer.redirect_chain == [(bundle.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert "Menunggu giliran: 0 dari 2 berkas" in page
    assert 'hx-trigger="every 10s"' in page
    assert "muat ulang" in page


def test_wrong_dates_come_back_with_a_sentence(client):
    shelf = Shelf(1)
    client.force_login(shelf.kasubag)
    wish = {"procedure": "as-32/permintaan-layanan", "first": "2026-10-31", "last": "2026-10-01"}

    answer = client.post(reverse("reports:new_bundle"), wish)

    assert answer.status_code == 422
    assert "Tanggal terakhir mendahului tanggal pertama." in answer.content.decode()
    assert Bundle.objects.count() == 0


def test_the_file_is_given_out_to_be_kept_and_in_pieces(client):
    shelf = Shelf(1)
    bundle = bundle_of(shelf)
    bundle.folder.mkdir(parents=True)
    (bundle.folder / ZIP).write_bytes(b"PK isi")
    client.force_login(shelf.kasubag)

    answer = client.get(reverse("reports:bundle_file", args=[bundle.pk]))

    assert answer.streaming
    assert b"".join(answer.streaming_content) == b"PK isi"
    assert {name: answer[name] for name in
            ("Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Disposition")} == {
        "Content-Type": "application/zip",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'attachment; filename="bukti-permintaan-layanan-2026-10-01'
                               '-2026-10-31.zip"',
    }  # fmt: skip


@pytest.mark.parametrize("page", ["bundle", "bundle_file"])
def test_another_courts_bundle_does_not_exist(client, page):
    bundle = bundle_of(Shelf(1))
    client.force_login(objects.official(make.court()))

    assert client.get(reverse(f"reports:{page}", args=[bundle.pk])).status_code == 404


@pytest.mark.parametrize("act", ["retry_bundle", "remove_bundle"])
def test_another_court_changes_nothing(client, act):
    bundle = bundle_of(Shelf(1), state="gagal")
    client.force_login(objects.official(make.court()))

    assert client.post(reverse(f"reports:{act}", args=[bundle.pk])).status_code == 404
    assert Bundle.objects.get().state == "gagal"


@pytest.mark.parametrize("role", ["operator_ti", "admin", "kabag"])
def test_who_may_not_ask_may_not_take_it_away(client, role):
    shelf = Shelf(1)
    bundle = bundle_of(shelf)
    client.force_login(make.user(role, court=shelf.court))

    answer = client.get(reverse("reports:bundle_file", args=[bundle.pk]), follow=True)

    assert "hanya diminta dan diunduh oleh" in answer.content.decode()
    assert not answer.streaming


def test_a_bundle_that_failed_says_why_and_is_tried_again(client):
    shelf = Shelf(1)
    bundle = bundle_of(shelf, state="gagal", failure="Penyimpanan server penuh.", done=0)
    client.force_login(shelf.kasubag)

    assert "Penyimpanan server penuh." in client.get(bundle.get_absolute_url()).content.decode()
    answer = client.post(reverse("reports:retry_bundle", args=[bundle.pk]), follow=True)

    assert "Penyusunan dicoba lagi." in answer.content.decode()
    assert (Bundle.objects.get().state, Bundle.objects.get().failure) == ("menunggu", "")

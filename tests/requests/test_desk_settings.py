"""A court settles its desk: categories, matrix and targets, and old requests stay as they were."""

import pytest
from django.urls import reverse

from requests.desk import categories_of, matrix_of, targets_of
from requests.desk_settings import actions, rules
from requests.models import Handling, PriorityRule, ServiceCategory
from sopti.core.errors import Refusal
from tests import make
from tests.people.reading import text_of
from tests.requests import desk

pytestmark = pytest.mark.django_db
AT = make.MONDAY


@pytest.fixture
def kasubag(client):
    kasubag = make.user("kasubag_ptip", full_name="Endah Wulandari")
    client.force_login(kasubag)
    return kasubag


def page(name, *args):
    return reverse(f"requests:{name}", args=args)


def matrix_sent(court, **words):
    """What the form of the matrix sends."""
    matrix = matrix_of(court)
    sent = {f"urgency_{place}": name for place, name in enumerate(matrix.urgencies)}
    for row, impact in enumerate(matrix.impacts):
        sent[f"impact_{row}"] = impact
        for column, urgency in enumerate(matrix.urgencies):
            sent[f"cell_{row}_{column}"] = matrix.priority(impact, urgency)
    return sent | words


# ---------------------------------------------------------------------------------------- who
@pytest.mark.parametrize("role", ["admin", "kasubag_ptip"])
def test_kasubag_and_administrator_settle_the_desk(client, role):
    person = make.user(role)
    client.force_login(person)

    answer = client.get(page("desk_settings"))

    assert rules.why_not_set(person) is None
    assert answer.status_code == 200
    assert f'href="{page("desk_settings")}"' in client.get("/").text or role == "admin"


@pytest.mark.parametrize("role", ["pegawai", "operator_ti", "sekretaris", "ketua", "kasubag_umum"])
def test_nobody_else_does(client, role):
    person = make.user(role)
    client.force_login(person)

    pages = [
        client.get(page(name)) for name in ("desk_settings", "categories", "matrix", "targets")
    ]
    with pytest.raises(Refusal, match="diubah oleh Kasubag PTIP atau Pengelola"):
        actions.set_targets({1: 60, 2: 60, 3: 60, 4: 60}, by=person, at=AT)

    assert [answer.status_code for answer in pages] == [403] * 4
    assert "Aturan meja layanan diubah oleh Kasubag PTIP" in text_of(pages[0])
    assert targets_of(person.court)[1] == 120


def test_a_category_of_another_court_is_not_found(client, kasubag):
    other = make.user("kasubag_ptip")
    actions.take_over_categories(by=other, at=AT)
    theirs = ServiceCategory.objects.get(court=other.court, name="Wi-Fi")

    answers = [
        client.get(page("edit_category", theirs.pk)),
        client.post(page("edit_category", theirs.pk), {"name": "Lain"}),
        client.post(page("move_category", theirs.pk), {"arah": "turun"}),
        client.post(page("switch_category", theirs.pk), {"keadaan": "henti"}),
    ]
    with pytest.raises(Refusal, match="pengadilan lain"):
        actions.rename_category(theirs.pk, "Lain", by=kasubag, at=AT)

    assert [answer.status_code for answer in answers] == [404] * 4
    theirs.refresh_from_db()
    assert (theirs.name, theirs.is_active) == ("Wi-Fi", True)


# ------------------------------------------------------------------------------------ categories
def test_the_first_change_copies_our_whole_list(client, kasubag):
    before = categories_of(kasubag.court)

    client.post(page("take_over_categories"))
    client.post(page("take_over_categories"))

    assert categories_of(kasubag.court) == before
    assert ServiceCategory.objects.filter(court=kasubag.court).count() == 8 + 30
    assert ServiceCategory.history.filter(history_user=kasubag).count() == 8 + 30


def test_a_failed_copy_leaves_nothing(kasubag, monkeypatch):
    names = iter(["sekali", "dua kali"])

    def fail_later(row, *, by):
        next(names)
        row.save()

    monkeypatch.setattr(actions, "keep", fail_later)
    with pytest.raises(StopIteration):
        actions.take_over_categories(by=kasubag, at=AT)

    assert not ServiceCategory.objects.exists()


def test_categories_are_added_renamed_moved_and_switched_off(client, kasubag):
    client.post(page("take_over_categories"))
    top = ServiceCategory.objects.get(name="Jaringan dan internet")
    wifi = ServiceCategory.objects.get(name="Wi-Fi")
    cable = ServiceCategory.objects.get(name="Kabel dan sakelar")

    client.post(f"{page('new_category')}?induk={top.pk}", {"name": "  VSAT   kantor "})
    client.post(page("edit_category", wifi.pk), {"name": "Jaringan nirkabel"})
    client.post(page("move_category", wifi.pk), {"arah": "naik"})
    client.post(page("switch_category", cable.pk), {"keadaan": "henti"})
    words = text_of(client.get(page("categories")))

    assert categories_of(kasubag.court)["Jaringan dan internet"] == (
        "Jaringan nirkabel", "Sambungan internet", "Telepon dan interkom", "VSAT kantor",
    )  # fmt: skip
    assert "Tidak dipakai lagi" in words
    client.post(page("switch_category", cable.pk), {"keadaan": "pakai"})
    assert "Kabel dan sakelar" in categories_of(kasubag.court)["Jaringan dan internet"]


def test_an_old_request_keeps_the_word_it_was_given(client, kasubag):
    make.edition(kasubag.court)
    case = desk.filed(None, by=make.user(court=kasubag.court))
    Handling.objects.create(case=case, category="Aplikasi lain", subcategory="Perkantoran")
    client.post(page("take_over_categories"))
    row = ServiceCategory.objects.get(name="Perkantoran")

    shown = text_of(client.get(page("categories")))
    client.post(page("edit_category", row.pk), {"name": "Aplikasi perkantoran"})
    client.post(page("switch_category", row.pk), {"keadaan": "henti"})

    assert "Perkantoran 1 permintaan" in shown
    assert Handling.objects.get(case=case).subcategory == "Perkantoran"
    assert "Aplikasi perkantoran" not in categories_of(kasubag.court)["Aplikasi lain"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Isi nama."),
        ("wi-fi", "Nama “Wi-Fi” sudah dipakai. Pilih nama lain."),
        ("x" * 81, "Nama terlalu panjang"),
    ],
)
def test_a_wrong_name_is_not_taken(client, kasubag, name, sentence):
    client.post(page("take_over_categories"))

    answer = client.post(page("new_category"), {"name": name})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert len(categories_of(kasubag.court)) == 8


def test_the_last_category_stays_and_a_subcategory_waits_for_its_category(kasubag):
    actions.take_over_categories(by=kasubag, at=AT)
    *others, last = ServiceCategory.objects.filter(court=kasubag.court, parent=None)
    for row in others:
        actions.switch_category(row.pk, on=False, by=kasubag, at=AT)

    with pytest.raises(Refusal, match="kategori terakhir yang dipakai"):
        actions.switch_category(last.pk, on=False, by=kasubag, at=AT)
    sub = others[0].children.first()
    actions.switch_category(sub.pk, on=False, by=kasubag, at=AT)
    with pytest.raises(Refusal, match="Pakai lagi itu lebih dulu"):
        actions.switch_category(sub.pk, on=True, by=kasubag, at=AT)

    assert list(categories_of(kasubag.court)) == [last.name]


def test_the_list_asks_the_database_as_often_for_one_row_as_for_many(
    client, kasubag, django_assert_num_queries
):
    ServiceCategory.objects.create(court=kasubag.court, name="Satu")
    client.get(page("categories"))
    with django_assert_num_queries(QUERIES):
        client.get(page("categories"))
    actions.add_category("Dua", parent=None, by=kasubag, at=AT)
    actions.add_category("Tiga", parent=None, by=kasubag, at=AT)

    with django_assert_num_queries(QUERIES):
        client.get(page("categories"))


QUERIES = 8  # session, person, roles, court and the frame's counts; rows, two counts of use


# ---------------------------------------------------------------------------- matrix and targets
def test_cells_and_headings_of_the_matrix_change_even_when_two_change_names(client, kasubag):
    sent = matrix_sent(
        kasubag.court, impact_0="Satu bagian", impact_1="Satu orang", urgency_2="Darurat",
        cell_3_2=1, cell_0_0=2,
    )  # fmt: skip

    answer = client.post(page("matrix"), sent)

    matrix = matrix_of(kasubag.court)
    assert answer.url == page("matrix")
    assert matrix.impacts[:2] == ["Satu bagian", "Satu orang"]
    assert matrix.urgencies == ["Rendah", "Sedang", "Darurat"]
    assert matrix.priority("Satu bagian", "Rendah") == 2
    assert matrix.priority("Satu orang", "Darurat") == 2
    assert PriorityRule.objects.filter(court=kasubag.court).count() == 12
    assert not PriorityRule.history.filter(impact__regex=r"^\d").exists()


def test_a_heading_twice_or_empty_changes_nothing(client, kasubag):
    twice = client.post(page("matrix"), matrix_sent(kasubag.court, impact_0="SATU BAGIAN"))
    empty = client.post(page("matrix"), matrix_sent(kasubag.court, urgency_0=" "))

    assert (twice.status_code, empty.status_code) == (422, 422)
    assert "tertulis dua kali" in text_of(twice)
    assert "Isi urgensi kolom 1." in text_of(empty)
    assert not PriorityRule.objects.exists()


def test_targets_are_said_in_days_hours_and_minutes(client, kasubag):
    sent = {"hours_1": "1", "minutes_1": "30", "days_2": "1", "days_3": "2", "days_4": "5"}

    client.post(page("targets"), sent)
    words = text_of(client.get(page("targets")))

    assert targets_of(kasubag.court) == {1: 90, 2: 450, 3: 900, 4: 2250}
    assert "1 - Segera sekarang 1 jam 30 menit" in words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"days_1": "3"}, "Target prioritas 1 lebih lama daripada prioritas 2."),
        ({"hours_1": ""}, "antara 1 menit dan 60 hari kerja"),
        ({"minutes_2": "-1"}, "paling kecil 0"),
        ({"days_4": "61"}, "paling besar 60"),
    ],
)
def test_targets_that_make_no_sense_are_not_saved(client, kasubag, words, sentence):
    sent = {"hours_1": "1", "days_2": "1", "days_3": "2", "days_4": "5"} | words

    answer = client.post(page("targets"), sent)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert targets_of(kasubag.court)[1] == 120


def test_who_changed_what_stands_on_the_first_page(client, kasubag):
    make.edition(kasubag.court)

    client.post(page("matrix"), matrix_sent(kasubag.court, cell_0_0=1))
    first = text_of(client.get(page("desk_settings")))
    meaning = text_of(client.get(page("matrix")))

    assert "Endah Wulandari mengubah matriks" in first
    assert "Matriks prioritas Prioritas dari dampak dan urgensi. Milik pengadilan Anda." in first
    assert "Batas menurut SOP:" in meaning
    assert "1 - Segera : selesai" in meaning or "1 - Segera: selesai" in meaning

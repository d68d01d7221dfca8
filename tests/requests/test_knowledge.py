"""The library of solutions: who sees and checks what, what is found, what is linked and counted."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from requests.knowledge import actions, rules
from requests.knowledge.actions import Words
from requests.knowledge.finding import found_articles, likely
from requests.knowledge.pages import likely_for
from requests.models import Article, Deflection, Solution
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Case
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIBRARY, NEW_REQUEST = reverse("requests:solutions"), reverse("requests:new")
JAM = Words(
    "Printer macet", "Kertas tersangkut di pencetak, lampunya berkedip.",
    "1. Matikan pencetak.\n\n2) Tarik kertas <b>pelan</b>.\n- Cetak percobaan.",
    ("perangkat",), "pegawai",
)  # fmt: skip


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


@pytest.fixture
def kasubag(office):
    return office.people["kasubag_ptip"]


def written(office, *, in_force=True, **changes):
    words = Words(**{**vars(JAM), **changes})
    article = actions.write(words, by=office.people["operator_ti"], at=now())
    if in_force:
        actions.put_in_force(article.pk, by=office.people["kasubag_ptip"], at=now())
        article.refresh_from_db()
    return article


def said(answer):
    return " ".join(answer.content.decode().split())


def titles(user, **chosen):
    return [one.title for one in found_articles(user, chosen)]


# ------------------------------------------------------------------------------------ who sees it
def test_clerk_sees_what_is_in_force_for_everybody_and_of_no_other_court(client, office, operator):
    shown = written(office)
    hidden = [
        written(office, title="Untuk meja", audience="meja"),
        written(office, title="Masih konsep", in_force=False),
        written(Office(), title="Pengadilan lain"),
    ]
    withdrawn = written(office, title="Sudah ditarik")
    actions.withdraw(withdrawn.pk, by=operator, at=now())
    client.force_login(office.clerk)

    assert titles(office.clerk) == ["Printer macet"]
    assert client.get(shown.get_absolute_url()).status_code == 200
    for article in (*hidden, withdrawn):
        assert client.get(article.get_absolute_url()).status_code == 404
    assert sorted(titles(operator)) == [
        "Masih konsep", "Printer macet", "Sudah ditarik", "Untuk meja",
    ]  # fmt: skip


def test_page_numbers_the_steps_and_shows_no_html_of_its_writer(client, office):
    article = written(office)
    client.force_login(office.clerk)

    page = said(client.get(article.get_absolute_url()))

    assert "<li>Matikan pencetak.</li>" in page
    assert "<li>Tarik kertas &lt;b&gt;pelan&lt;/b&gt;.</li>" in page
    assert article.lines == ["Matikan pencetak.", "Tarik kertas <b>pelan</b>.", "Cetak percobaan."]
    assert "Berlakukan" not in page


@pytest.mark.parametrize("user", ["clerk", "operator_ti"])
def test_empty_library_says_what_next(client, office, user):
    client.force_login(office.clerk if user == "clerk" else office.people[user])

    assert "Pustaka masih kosong." in said(client.get(LIBRARY))
    assert "Tidak ada solusi yang cocok." in said(client.get(LIBRARY, {"q": "printer"}))


# ------------------------------------------------------------------------------- writing, checking
def test_kasubag_alone_puts_into_force(client, office, operator, kasubag):
    article = written(office, in_force=False)

    with pytest.raises(Refusal, match="diberlakukan Kasubag PTIP"):
        actions.put_in_force(article.pk, by=operator, at=now())
    client.force_login(kasubag)
    client.post(reverse("requests:put_solution_in_force", args=[article.pk]))

    article.refresh_from_db()
    assert (article.state, article.checked_by) == ("berlaku", kasubag)
    assert rules.why_not_put_in_force(kasubag, article) == "Solusi ini sudah berlaku."


def test_operator_changes_a_draft_and_not_what_is_in_force(office, operator, kasubag):
    draft, checked = written(office, title="Konsep", in_force=False), written(office)

    actions.change(draft.pk, Words(**{**vars(JAM), "title": "Konsep baru"}), by=operator, at=now())
    with pytest.raises(Refusal, match="diubah Kasubag PTIP"):
        actions.change(checked.pk, JAM, by=operator, at=now())
    actions.change(
        checked.pk, Words(**{**vars(JAM), "problem": "Memperbaiki rol."}), by=kasubag, at=now()
    )

    assert Article.objects.get(pk=draft.pk).title == "Konsep baru"
    assert Article.objects.get(pk=checked.pk).history.count() == 3
    assert titles(operator, q="perbaikan") == ["Printer macet"]


@pytest.mark.parametrize("role", [None, "sekretaris", "admin"])
def test_others_write_nothing(client, office, role):
    person = make.user(*([role] if role else []), court=office.court)
    client.force_login(person)

    assert client.get(reverse("requests:new_solution")).status_code == 403
    with pytest.raises(Refusal, match="ditulis oleh Operator dan Kasubag PTIP"):
        actions.write(JAM, by=person, at=now())
    assert not Article.objects.exists()


def test_form_refuses_party_data_and_a_title_that_is_taken(client, office, operator):
    written(office)
    client.force_login(operator)
    form = {**vars(JAM), "problem": "Terjadi pada 412/Pdt.G/2026/PA.Mn dan lainnya."}

    answer = client.post(reverse("requests:new_solution"), form)

    assert answer.status_code == 422
    assert "memuat nomor perkara" in said(answer)
    assert "Sudah ada solusi berjudul “Printer macet”" in said(answer)


# ----------------------------------------------------------------------------------------- finding
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "mencetak"}, True),  # one stem with "pencetak", as in the register
        ({"q": "kertas sangkut"}, True),
        ({"q": "proyektor"}, False),
        ({"q": "///"}, False),
        ({"jenis": "perangkat"}, True),
        ({"jenis": "sipp"}, False),
        ({"keadaan": "konsep"}, False),
    ],
)
def test_search_finds_stems_and_filters(client, office, operator, asked, found):
    written(office)
    client.force_login(operator)

    page = client.get(LIBRARY, asked)

    assert [row.title for row in page.context["rows"]] == (["Printer macet"] if found else [])


def test_nearest_comes_first_and_what_is_far_stays_away(office):
    written(office)
    written(office, title="Printer tidak menyala", problem="Pencetak mati.", steps="Periksa kabel.")
    written(office, title="Tidak bisa masuk SIPP", problem="Kata sandi ditolak.",
            steps="Periksa Caps Lock.", categories=("sipp",))  # fmt: skip

    def near(title, category):
        return [one.title for one in likely(title, "", category, user=office.clerk, most=3)]

    assert near("Pencetak: kertas tersangkut lagi", "perangkat")[0] == "Printer macet"
    assert near("Kata sandi ditolak", "akun") == ["Tidak bisa masuk SIPP"]
    assert near("Kursi patah", "lain") == []
    assert near("tidak bisa", "") == []


def test_words_can_be_written_anew(office, operator):
    article = written(office)
    article.entry.delete()
    assert titles(operator, q="kertas") == []

    call_command("rebuild_search")

    assert titles(operator, q="kertas") == ["Printer macet"]


# ----------------------------------------------------------------------------- linked to a request
def test_operator_links_and_the_requester_reads_it(client, office, operator):
    article, case = written(office), desk.filed(office)
    client.force_login(operator)

    shown = client.get(reverse("requests:likely_solutions", args=[case.pk]))
    client.post(reverse("requests:link_solution", args=[case.pk, article.pk]))

    assert "Pasang sebagai solusi" in said(shown)
    assert Solution.objects.get(case=case).article == article
    assert Article.objects.for_pages().get(pk=article.pk).used == 1
    [told] = Message.objects.filter(to=office.clerk, subject__startswith="Ada solusi")
    assert told.link == article.get_absolute_url()
    client.force_login(office.clerk)
    page = client.get(case.get_absolute_url()).content.decode()
    assert article.get_absolute_url() in page
    assert "Lepas solusi ini" not in page


def test_solution_for_the_desk_alone_is_not_told_and_not_shown(client, office, operator):
    article, case = written(office, title="Rahasia meja", audience="meja"), desk.filed(office)

    actions.link(case.pk, article.pk, by=operator, at=now())

    client.force_login(office.clerk)
    assert "Rahasia meja" not in client.get(case.get_absolute_url()).content.decode()
    assert not Message.objects.filter(subject__startswith="Ada solusi").exists()


def test_another_takes_the_place_and_one_can_be_taken_off(client, office, operator):
    first, second, case = written(office), written(office, title="Lain lagi"), desk.filed(office)
    actions.link(case.pk, first.pk, by=operator, at=now())

    actions.link(case.pk, second.pk, by=operator, at=now())
    assert Solution.objects.get(case=case).article == second
    client.force_login(operator)
    client.post(reverse("requests:unlink_solution", args=[case.pk]))

    assert not Solution.objects.exists()


@pytest.mark.parametrize(
    ("who", "in_force", "sentence"),
    [
        ("operator_ti", False, "belum berlaku, jadi belum dapat dipasang"),
        ("ketua", True, "dipasang oleh Operator dan Kasubag PTIP"),
        ("clerk", True, "dipasang oleh Operator dan Kasubag PTIP"),
    ],
)
def test_who_cannot_link_reads_why(office, who, in_force, sentence):
    article, case = written(office, in_force=in_force), desk.filed(office)
    person = office.clerk if who == "clerk" else office.people[who]

    with pytest.raises(Refusal, match=sentence):
        actions.link(case.pk, article.pk, by=person, at=now())
    assert not Solution.objects.exists()


def test_article_of_another_court_is_never_linked_or_found(client, office, operator):
    theirs, case = written(Office()), desk.filed(office)
    client.force_login(operator)

    answer = client.post(reverse("requests:link_solution", args=[case.pk, theirs.pk]))

    assert answer.status_code == 404
    assert likely_for(case, viewer=operator) == []
    with pytest.raises(Refusal, match="milik pengadilan lain"):
        actions.link(case.pk, theirs.pk, by=operator, at=now())


def test_finished_request_becomes_the_beginning_of_an_article(client, office, operator):
    case = desk.done(office)
    client.force_login(operator)
    address = f"{reverse('requests:new_solution')}?dari={case.pk}"

    assert address in client.get(case.get_absolute_url()).content.decode()
    begun = client.get(address).context["form"].initial
    client.post(address, vars(JAM))

    assert (begun["title"], begun["categories"]) == (case.title, ["perangkat"])
    assert Article.objects.get().origin == case


# ------------------------------------------------------------------------------- before it is sent
def request_form(office, **changes):
    wish = vars(desk.WISH) | {"requester": office.clerk.pk} | changes
    return {name: value for name, value in wish.items() if name not in {"answers", "came_by"}}


def test_what_may_help_is_shown_once_before_sending(client, office):
    article = written(office)
    written(office, title="Pencetak macet, untuk meja", audience="meja")
    client.force_login(office.clerk)

    shown = client.post(NEW_REQUEST, request_form(office))
    sent = client.post(NEW_REQUEST, request_form(office, _terbaca=f"{article.pk},"))

    assert shown.status_code == 422
    assert [one.title for one in shown.context["maybe"]] == ["Printer macet"]
    assert "Mungkin ini membantu" in said(shown)
    assert sent.status_code == 302
    assert Case.objects.count() == 1


def test_helped_counts_and_files_nothing(client, office):
    article = written(office)
    client.force_login(office.clerk)

    answer = client.post(reverse("requests:helped", args=[article.pk]), follow=True)

    assert "Permintaan tidak diajukan" in said(answer)
    assert Deflection.objects.get().article == article
    assert not Case.objects.exists()


def test_while_typing_only_open_articles_are_offered(client, office, operator):
    written(office)
    written(office, title="Printer macet, untuk meja", audience="meja")
    client.force_login(operator)

    typed = {"title": "Printer macet", "category": "perangkat"}
    page = said(client.get(reverse("requests:maybe_helps"), typed))

    assert "Printer macet</summary>" in page
    assert "untuk meja" not in page
    assert said(
        client.get(reverse("requests:maybe_helps"), {"title": "\x00", "category": "?"})
    ) == ("")


# ---------------------------------------------------------------------------------------- queries
@pytest.mark.parametrize("place", ["library", "likely", "new"])
def test_lists_take_the_same_number_of_queries_at_1_and_at_3(client, office, operator, place):
    case = desk.filed(office)
    client.force_login(operator)
    address = {
        "library": LIBRARY,
        "likely": reverse("requests:likely_solutions", args=[case.pk]),
        "new": f"{reverse('requests:maybe_helps')}?title=Printer+macet&category=perangkat",
    }[place]
    counts = []
    for wanted in (1, 3):
        while Article.objects.count() < wanted:
            written(office, title=f"Printer macet {Article.objects.count()}")
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            page = client.get(address).content.decode()
        assert page.count("Printer macet") >= wanted
        counts.append(len(seen))
    assert counts[0] == counts[1]

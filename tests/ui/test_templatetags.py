"""The tags and filters that every template may use."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.utils.html import format_html
from django.utils.timezone import override

from tests.ui.urls import TrialForm

WIT = ZoneInfo("Asia/Jayapura")


def drawn(template, request=None, **context):
    made = RequestContext(request, context) if request else Context(context)
    return " ".join(Template(template).render(made).split())


def test_an_icon_is_drawn_for_the_eye_only():
    html = drawn('{% icon "clock" %}')

    assert html.startswith('<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path')
    assert html.endswith("</svg>")


def test_an_unknown_icon_is_a_mistake_of_ours():
    with pytest.raises(FileNotFoundError):
        drawn('{% icon "unicorn" %}')


@pytest.mark.parametrize(
    ("tone", "look", "has_picture"),
    [
        ("late", "due--late", True),
        ("soon", "due--soon", True),
        ("ok", "due--ok", True),
        ("paused", "due--stop", True),
        ("none", "due--ok", False),
    ],
)
def test_due_says_words_and_limit_together(tone, look, has_picture):
    due = SimpleNamespace(tone=tone, words="Sisa 2 jam kerja", limit="batas hari ini, 16.30")

    html = drawn("{% due due %}", due=due)

    assert f'class="due {look}"' in html
    assert "<span>Sisa 2 jam kerja</span>" in html
    assert "<small>batas hari ini, 16.30</small>" in html
    assert ("<svg" in html) == has_picture


def test_no_due_time_draws_nothing():
    assert drawn("{% due due %}", due=None) == ""


def test_a_card_is_a_titled_box_and_escapes_its_title():
    html = drawn('{% card title id="a" %}<p>{{ title }}</p>{% endcard %}', title="<Isi>")

    assert html == (
        '<section class="panel" id="a"><h2>&lt;Isi&gt;</h2><p>&lt;Isi&gt;</p></section>'
    )


def test_crumbs_lead_up_and_end_here():
    html = drawn('{% crumbs "147/TI.B/2026" "Berkas" "/berkas/" %}')

    assert '<a href="/berkas/">Berkas</a>' in html
    assert '<li class="breadcrumb-item active" aria-current="page">147/TI.B/2026</li>' in html


def test_pages_keep_the_filters_of_the_address(rf):
    page = Paginator(range(63), 25).get_page(2)

    html = drawn('{% pages page "berkas" %}', rf.get("/?q=ssd&hal=2"), page=page)

    assert "Nomor 26 sampai 50 dari 63 berkas" in html
    assert 'href="?q=ssd&amp;hal=3"' in html
    assert 'href="?q=ssd&amp;hal=1"' in html
    assert html.count("aria-current") == 1


def test_one_page_needs_no_numbers(rf):
    page = Paginator(range(25), 25).get_page(1)

    assert drawn('{% pages page "berkas" %}', rf.get("/"), page=page) == ""


def test_every_form_gets_another_once_only_key():
    first, second = drawn("{% once_key %}"), drawn("{% once_key %}")

    assert first.startswith('<input type="hidden" name="form_key" value="')
    assert first != second


def test_a_field_of_a_handwritten_form_looks_like_any_other():
    html = drawn("{% field form.subject %}{% filter_field form.unit %}", form=TrialForm())

    assert html.count("form-control") == 1
    assert html.count("form-select") == 1
    assert "(boleh dikosongkan)" not in html


@time_machine.travel(datetime(2026, 11, 19, 3, 15, tzinfo=UTC), tick=False)
def test_times_are_said_in_the_zone_of_the_court():
    at = datetime(2026, 11, 18, 16, 30, tzinfo=UTC)

    with override(WIT):
        assert drawn("{{ at|moment }}", at=at) == "hari ini, 01.30"
        assert drawn("{{ at|day_word }}", at=at) == "hari ini"
        assert drawn("{{ at|long_moment }}", at=at) == "Kamis, 19 November 2026, pukul 01.30 WIT"
    assert drawn("{{ at|moment }}", at=at) == "kemarin, 23.30"
    assert drawn("{{ at|long_date }}", at=at) == "Rabu, 18 November 2026"
    assert drawn("{{ at|short_date }}", at=at) == "Rabu 18 Nov"
    assert drawn("{{ day|plain_date }}", day=date(2026, 11, 17)) == "17 November 2026"


@pytest.mark.parametrize(
    "name",
    [
        "moment",
        "long_moment",
        "long_date",
        "plain_date",
        "short_date",
        "day_word",
        "duration",
        "filesize_id",
        "number_id",
    ],
)
def test_nothing_is_said_about_nothing(name):
    assert drawn(f"{{{{ value|{name} }}}}", value=None) == ""


def test_numbers_and_sizes_are_said_in_indonesian():
    assert drawn("{{ value|duration }}", value=135) == "2 jam 15 menit"
    assert drawn("{{ value|duration }}", value=0) == "0 menit"
    assert drawn("{{ value|filesize_id }}", value=1_200_000) == "1,2 MB"
    assert drawn("{{ value|number_id }}", value=5.4) == "5,4"
    assert drawn("{{ value|nip }}", value="198001172005011003") == "19800117 200501 1 003"


@pytest.mark.parametrize(
    ("text", "bold", "rest"),
    [
        ("Tersimpan.", "Tersimpan.", ""),
        ("Dicatat: setujui. Berkas diteruskan.", "Dicatat: setujui.", "Berkas diteruskan."),
        (
            "Langkah 8 sudah disetujui Drs. Bambang Sutrisno, M.H. dan Plh. Ketua kemarin. Buka.",
            "Langkah 8 sudah disetujui Drs. Bambang Sutrisno, M.H. dan Plh. Ketua kemarin.",
            "Buka.",
        ),
        (format_html("<a href='/'>{}</a>. Ya.", "Buka"), "", "<a href='/'>Buka</a>. Ya."),
    ],
)
def test_a_notice_begins_with_its_sentence_in_bold(text, bold, rest):
    assert drawn("{{ text|first_sentence }}", text=text) == bold
    assert drawn("{{ text|other_sentences }}", text=text) == rest

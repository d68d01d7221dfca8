"""How a form looks and how it says what is wrong."""

import re
from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone

from sopti.ui.forms import (
    FIRST_DAY,
    LAST_DAY,
    OUT_OF_BOUNDS,
    DayField,
    ErrorLine,
    MomentField,
    PlainForm,
    error_lines,
)
from tests.ui.urls import TrialForm

FILLED = {"outcome": "yes", "subject": "SSD loket 3", "unit": "u", "checked": "on"}


def drawn(field, **data):
    form = TrialForm(data) if data else TrialForm()
    return " ".join(render_to_string("bootstrap5/field.html", {"field": form[field]}).split())


def test_a_field_has_label_hint_error_and_control_in_this_order():
    html = drawn("subject", subject="")

    places = [html.index(part) for part in ("<label", "form-text", "invalid-feedback", "<input")]
    assert places == sorted(places)
    assert 'class="field is-wrong ' in html
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_hint_is_text_and_no_markup():
    html = drawn("subject")

    assert "Satu &lt;kalimat&gt; pendek." in html
    assert "is-wrong" not in html


def test_only_an_optional_field_says_so_and_nothing_has_an_asterisk():
    assert "(boleh dikosongkan)" in drawn("day")
    assert "(boleh dikosongkan)" not in drawn("subject")
    assert "(boleh dikosongkan)" not in drawn("reason")
    assert not any("*" in drawn(name) for name in TrialForm().fields)
    assert not any(re.search(r"\srequired[\s>]", drawn(name)) for name in TrialForm().fields)


def test_a_choice_is_one_box_with_its_consequence_and_nothing_is_chosen_before():
    html = drawn("outcome")

    assert html.count('<label class="choice') == 2
    assert "<b>Setujui</b><small>Diteruskan ke langkah 9.</small>" in html
    assert html.count("choice--no") == html.count("data-reveals") == 1
    assert "choices--2" in html
    assert "checked" not in html


def test_what_was_chosen_and_ticked_is_still_so_after_an_error():
    outcome, to = drawn("outcome", outcome="no"), drawn("to", to="b")

    assert re.findall(r'value="(\w+)" checked', outcome) == ["no"]
    assert re.findall(r'value="(\w+)" checked', to) == ["b"]
    assert "Sekretaris <small>Drs. Bambang</small>" in to


def test_a_revealed_field_and_a_tucked_one_are_always_in_the_page():
    assert 'class="field reveal ' in drawn("reason")
    assert "<summary>Tambah catatan</summary>" in drawn("note")
    assert "open" not in drawn("note")
    assert '<details class="more" open>' in drawn("note", note="Sudah ditulis.")


def test_days_and_clocks_use_the_controls_of_the_browser():
    assert 'type="date"' in drawn("day")
    assert f'min="{FIRST_DAY}" max="{LAST_DAY}"' in drawn("day")
    assert 'type="datetime-local"' in drawn("seen_at")
    assert 'type="time"' in drawn("clock")
    assert 'value="2026-11-19"' in drawn("day", day="2026-11-19")


def test_all_errors_stand_on_top_and_lead_to_their_controls():
    form = TrialForm({"subject": "x" * 21})

    assert error_lines(form) == [
        ErrorLine("Pilih keputusan.", "id_outcome_0"),
        ErrorLine("Perihal terlalu panjang: ringkas sampai 20 huruf.", "id_subject"),
        ErrorLine("Pilih unit.", "id_unit"),
        ErrorLine("Centang: saya sudah memeriksa.", "id_checked"),
    ]
    for line in error_lines(form):
        field = line.control.removeprefix("id_").removesuffix("_0")
        assert f'id="{line.control}"' in drawn(field, subject="")


def test_an_error_of_the_whole_form_and_of_a_hidden_field_lead_nowhere():
    form = TrialForm(FILLED)
    form.add_error(None, "Langkah ini sudah selesai.")
    form.add_error("case", "Berkas ini tidak ada lagi.")

    assert error_lines(form) == [
        ErrorLine("Langkah ini sudah selesai.", ""),
        ErrorLine("Berkas ini tidak ada lagi.", ""),
    ]


def test_the_errors_of_a_formset_are_all_listed():
    forms_of_days = forms.formset_factory(TrialForm, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-outcome": "yes"}
    formset = forms_of_days(data)

    assert [line.control for line in error_lines(formset)] == [
        "id_form-0-subject",
        "id_form-0-unit",
        "id_form-0-checked",
    ]


class Words(PlainForm):
    name = forms.CharField(label="Nama lengkap", min_length=3)
    nip = forms.CharField(label="NIP")
    count = forms.IntegerField(label="Jumlah", max_value=5000)
    photo = forms.FileField(label="Foto")
    roles = forms.MultipleChoiceField(label="Peran", choices=[("a", "A")])
    own = forms.CharField(label="Alasan", error_messages={"required": "Tulis alasannya."})
    day = DayField(label="Tanggal")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Isi nama lengkap."),
        ("name", "ab", "Nama lengkap terlalu pendek: tulis paling sedikit 3 huruf."),
        ("name", "a\x00bc", "Hapus huruf yang tidak dapat dicetak dari nama lengkap."),
        ("nip", "", "Isi NIP."),
        ("count", "dua", "Tulis jumlah dengan angka saja."),
        ("count", "5001", "Jumlah terlalu besar: paling besar 5.000."),
        ("photo", "", "Lampirkan foto."),
        ("roles", "", "Pilih paling sedikit satu: peran."),
        ("own", "", "Tulis alasannya."),
        ("day", "", "Isi tanggal."),
        ("day", "kemarin", "Tulis tanggal lengkap: hari, bulan, dan tahun."),
        ("day", "1999-12-31", OUT_OF_BOUNDS),
        ("day", "2101-01-01", OUT_OF_BOUNDS),
        ("day", "0001-01-01", OUT_OF_BOUNDS),
    ],
)
def test_an_error_says_what_to_do(field, value, sentence):
    assert Words({field: value}).errors[field] == [sentence]


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1999-12-31T23:59", "9999-12-31T23:59"])
def test_a_moment_outside_the_bounds_is_refused_before_any_zone_is_asked(typed):
    with pytest.raises(forms.ValidationError, match=OUT_OF_BOUNDS):
        MomentField().clean(typed)


def test_a_moment_is_of_the_zone_of_the_court():
    found = MomentField().clean("2026-11-19T08:30")

    assert found.tzinfo == get_current_timezone()
    assert DayField().clean("2026-11-19") == date(2026, 11, 19)

"""Controls are drawn without templates, and look as Django's own templates draw them."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from sopti.ui.renderer import DRAWN, QuickRenderer

PAIRS = [("", "Semua"), ("a<b", "A & B"), (3, "Tiga")]


class Everything(forms.Form):
    text = forms.CharField(max_length=60, widget=forms.TextInput({"type": "search", "class": "x"}))
    secret = forms.CharField(widget=forms.HiddenInput)
    password = forms.CharField(widget=forms.PasswordInput)
    number = forms.IntegerField(min_value=1, localize=True)
    day = forms.DateField(widget=forms.DateInput({"type": "date", "min": date(2000, 1, 1)}))
    area = forms.CharField(widget=forms.Textarea({"rows": 3}))
    tick = forms.BooleanField(widget=forms.CheckboxInput({"data-x": True, "data-y": False}))
    one = forms.ChoiceField(choices=PAIRS)
    groups = forms.ChoiceField(choices=[("Satu", PAIRS), ("", "Lain")])
    many = forms.MultipleChoiceField(choices=PAIRS)
    radio = forms.ChoiceField(choices=PAIRS, widget=forms.RadioSelect)
    file = forms.FileField()


FILLED = {"text": 'a "b" <c>', "area": "<i>\n", "one": "a<b", "many": ["3", ""], "number": "1000",
          "tick": "on", "groups": "3", "day": "2026-11-20", "secret": "", "radio": "3"}  # fmt: skip


def drawn(renderer, name, data):
    form = Everything(data, renderer=renderer)
    return re.sub(r">\s+<", "><", str(form[name])).strip()


@pytest.mark.parametrize("data", [None, {}, FILLED])
@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_control_is_drawn_as_the_templates_draw_it(name, data):
    ours = drawn(QuickRenderer(), name, data)

    assert ours == drawn(TemplatesSetting(), name, data)


def test_renderer_is_the_one_in_use_and_knows_the_usual_controls(settings):
    form = Everything()

    assert isinstance(form.renderer, QuickRenderer)
    assert {type(field.widget)().template_name for field in form.fields.values()} & DRAWN.keys()

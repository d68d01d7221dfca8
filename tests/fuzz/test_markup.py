"""Markup that came out of somebody's words is told from the words themselves."""

from html import escape

import pytest

from tests.fuzz.markup import ill_markup
from tests.fuzz.payload_lists import MARKUP

OPENS = ("<", '">', "'>", "-->", "]]>")


@pytest.mark.parametrize("text", [one for one in MARKUP if one.startswith(OPENS)])
def test_markup_of_a_text_is_told_from_its_words(text):
    text = text.replace("{canary}", "http://127.0.0.1:1/mk7")

    assert ill_markup(f"<p>{escape(text)}</p><input value='{escape(text)}'>") == []
    assert ill_markup(f"<p>{text}</p>")


def test_a_sum_that_a_template_made_is_told_unless_chance_put_it_into_a_token():
    chance = '<input name="csrfmiddlewaretoken" value="a49mk7b">'

    assert ill_markup(f"{chance}<p>{{{{7*7}}}}mk7</p>") == []
    assert len(ill_markup(f"{chance}<p>49mk7</p>")) == 1

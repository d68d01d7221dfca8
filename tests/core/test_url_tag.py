"""The url tag: Django's own words, kept where that is possible."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix


def drawn(text, **words):
    return Template(text).render(Context(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% url 'home' %}", "/"),
        ("{% url 'workflow:case' key %}", "/berkas/5/"),
        ("{% url name key as there %}<{{ there }}>", "</berkas/5/>"),
        ("{% url 'workflow:case' pk=key %}", "/berkas/5/"),
        ("{% url 'workflow:missing' key as there %}<{{ there }}>", "<>"),
        ("{% url 'sop:procedure' 'a-b' '5' %}", "/sop/a-b/5/"),
    ],
)
def test_addresses_are_those_of_django(text, expected):
    told = {"key": 5, "name": "workflow:case"}

    shown = [drawn(text, **told | {"key": key}) for key in (5, 5, 61)]

    assert shown == [expected, expected, expected.replace("berkas/5", "berkas/61")]


def test_a_page_that_does_not_exist_is_a_mistake_in_the_template():
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'workflow:missing' %}")
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'workflow:case' %}")


def test_an_address_follows_the_place_where_the_site_is_mounted():
    drawn("{% url 'workflow:case' 5 %}")
    set_script_prefix("/sopti/")
    try:
        assert drawn("{% url 'workflow:case' 5 %}") == "/sopti/berkas/5/"
    finally:
        set_script_prefix("/")
    assert drawn("{% url 'workflow:case' 5 %}") == reverse("workflow:case", args=[5])

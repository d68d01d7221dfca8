"""Addresses that are worked out once are those that Django works out."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix

from sopti.core.addresses import address, address_of


def test_they_are_djangos_own():
    assert address("workflow:cases") == reverse("workflow:cases")
    assert address("guide:guide", "ketua") == reverse("guide:guide", args=["ketua"])
    assert [address_of("workflow:case", key) for key in (5, 120)] == ["/berkas/5/", "/berkas/120/"]


def test_a_missing_page_has_none_and_a_missing_thing_is_a_mistake():
    assert address("nowhere:at_all") == ""
    with pytest.raises(NoReverseMatch):
        address_of("nowhere:at_all", 5)


def test_another_configuration_and_another_mount_have_their_own():
    known = address("workflow:cases"), address_of("workflow:case", 5)

    with override_settings(ROOT_URLCONF="sopti.guide.urls"):
        assert address("workflow:cases") == ""
    set_script_prefix("/sopti/")
    try:
        assert address_of("workflow:case", 5) == "/sopti/berkas/5/"
    finally:
        set_script_prefix("/")
    assert known == (address("workflow:cases"), address_of("workflow:case", 5))

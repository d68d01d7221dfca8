"""The menu: whom it leads where, and what stands aside when the bar is full."""

import pytest

from sopti.ui.menu import IN_THE_BAR, Menu, place_of
from tests import make

pytestmark = pytest.mark.django_db


def labels(places):
    return [place.item.label for place in places]


def in_groups(groups):
    return {group.head: labels(group.places) for group in groups}


def test_a_clerk_is_led_to_no_desk_and_no_administration():
    menu = Menu(make.user(), here="home")

    assert {"Meja layanan", "Pemantauan", "Pengelolaan"}.isdisjoint(labels(menu.places))
    assert labels(menu.phone) == ["Beranda", "Ajukan permintaan", "Berkas", "SOP"]


def test_a_full_bar_puts_the_rest_aside_and_a_phone_reaches_all():
    menu = Menu(make.user("operator_ti"), here="assets")

    assert labels(menu.bar) == ["Beranda", "Meja layanan", "Berkas", "Register", "SOP"]
    assert len(menu.bar) == IN_THE_BAR
    assert "Aset" in in_groups(menu.more)["Perangkat dan jaringan"]
    assert menu.is_in_more
    beyond = {label for found in in_groups(menu.beyond_phone).values() for label in found}
    shown = {*labels(menu.phone), *beyond}
    assert shown == set(labels(menu.places))


def test_the_same_place_has_another_door_for_who_keeps_only_the_desk():
    admin = Menu(make.user("admin", "kasubag_ptip"), here="")
    keeper = Menu(make.user("kasubag_ptip"), here="")

    doors = [
        [place.href for place in menu.places if place.item.key == "manage"]
        for menu in (admin, keeper)
    ]

    assert doors == [["/pengelolaan/"], ["/pengelolaan/meja-layanan/"]]


def test_a_page_belongs_to_its_own_place_before_that_of_its_app():
    assert place_of("workflow:task") == "home"
    assert place_of("workflow:case") == "cases"
    assert place_of("notifications:mails") == "manage"
    assert place_of("account_login") == ""


def test_a_menu_drawn_for_one_is_not_shown_to_another_who_is_led_elsewhere():
    operator, clerk = make.user("operator_ti"), make.user()

    drawn = [
        Menu(user, here=here).beyond_phone_drawn + Menu(user, here=here).more_drawn
        for user in (operator, clerk, operator)
        for here in ("register", "solutions")
    ]

    assert "Pemantauan" in drawn[0]
    assert "Pemantauan" not in drawn[2]
    assert drawn[4] == drawn[0] != drawn[1]

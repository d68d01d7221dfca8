"""Queries that Django writes once: the same rows, and never those of somebody else's values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sopti.core.kept import Checking, kept, put_as_fetched
from sopti.people.models import User
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@kept
def of_court(*, court, names):
    people = User.objects.filter(court=court, username__in=names)
    return people.select_related("court").order_by("username")


@kept
def named(*, name):
    return User.objects.filter(username=name)


@kept
def with_key(*, key):
    return User.objects.filter(pk=key)


@kept
def joined_before(*, moment):
    return User.objects.filter(date_joined__lt=moment).values_list("username", flat=True)


def test_each_call_finds_the_rows_of_its_own_values():
    madiun, ternate = make.court("madiun"), make.court("ternate")
    sri, joko, ali = (
        make.user(username=name, court=court)
        for name, court in (("sri", madiun), ("joko", madiun), ("ali", ternate))
    )

    found = [of_court(court=one.pk, names=["ali", "joko", "sri"]) for one in (madiun, ternate)]

    assert found == [[joko, sri], [ali]]
    with CaptureQueriesContext(connection) as asked:
        assert found[1][0].court == ternate
    assert len(asked) == 0


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 600])
def test_lists_of_any_length_find_what_they_name(count):
    court = make.court("madiun")
    names = [f"pegawai{number}" for number in range(count)]
    for name in names[:5]:
        make.user(username=name, court=court)

    found = of_court(court=court.pk, names=frozenset(names))

    assert [one.username for one in found] == names[:5]


def test_nobody_is_found_where_a_value_is_missing():
    make.user(username="sri", court=make.court("madiun"))

    assert of_court(court=None, names=["sri"]) == []


@pytest.mark.parametrize("key", [2**63 - 1, 2**63, -(2**63) - 1, int("9" * 300)])
def test_number_that_no_row_can_have_finds_nobody(key):
    make.user(username="sri")

    assert with_key(key=key) == []


def test_moments_are_compared_as_moments():
    make.user(username="sri", court=make.court("madiun"))
    hour = timedelta(hours=1)

    found = [joined_before(moment=timezone.now() + shift) for shift in (-hour, hour)]

    assert found == [[], ["sri"]]


ODD = "100% 'siap' %s $1 \\"


@kept
def oddly_named(*, name):
    return User.objects.filter(username=name, full_name__contains=ODD, is_active=True)


def test_what_is_the_same_at_each_call_may_hold_any_sign():
    for name in ("sri", "joko"):
        make.user(username=name, full_name=f"Bu {ODD} A.Md.")

    found = [oddly_named(name=name) for name in ("sri", "joko", ODD)]

    assert [[one.username for one in some] for some in found] == [["sri"], ["joko"], []]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_hears_the_question_again():
    make.user(username="sri")
    first = [one.username for one in named(name="sri")]
    connection.close()

    second = [one.username for one in named(name="sri")]
    third = [one.username for one in named(name="sri")]

    assert first == second == third == ["sri"]


def test_postgresql_plans_a_question_once_and_each_call_is_one_statement():
    named(name="ali")
    with CaptureQueriesContext(connection) as asked:
        for name in ("sri", "joko"):
            named(name=name)

    assert len(asked) == 2
    if connection.vendor == "postgresql":
        call = asked[0]["sql"].partition(" (")[0]
        assert asked[1]["sql"] == f"{call} ('joko')"
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = %s",
                           [call.removeprefix("EXECUTE ")])  # fmt: skip
            assert cursor.fetchone() == (1,)


def test_django_writes_a_query_once(monkeypatch):
    monkeypatch.setattr(Checking, "on", False)
    calls = []

    @kept
    def counted(*, name):
        calls.append(name)
        return User.objects.filter(username=name)

    for name in ("sri", "joko", "ali"):
        counted(name=name)

    assert len(calls) == 1


def test_a_query_that_looks_at_its_values_is_found_by_every_test_that_uses_it():
    looks = iter(["sri", "joko"])

    @kept
    def crooked(*, name):
        return User.objects.filter(username=name, full_name=next(looks))

    crooked(name="sri")
    with pytest.raises(AssertionError, match="looks at its values"):
        crooked(name="sri")


def test_what_was_put_is_not_asked_for_again():
    court = make.court("madiun")
    sri = make.user(username="sri", court=court)
    put_as_fetched(court, "people", [sri])

    with CaptureQueriesContext(connection) as asked:
        assert list(court.people.all()) == [sri]

    assert len(asked) == 0

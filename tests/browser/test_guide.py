"""What the guide quotes stands on the pages it speaks of, and its pictures are of today's pages."""

import json

import pytest

from tests.browser.guide import KNOWN, SCENES, marks_on, tasks_told, words_on
from tests.browser.server import prepared, served

pytestmark = pytest.mark.browser

TOLD = list(tasks_told())
USED = sorted({scene for told in TOLD for scene in told.scenes})
RENEW = "The picture is of another page: python -m tests.browser.guide"


@pytest.fixture(scope="module")
def known():
    """What was read on the pages so far: each is opened once."""
    return {}


@pytest.fixture(scope="module")
def untouched(shared, tmp_path_factory):
    """The address of a site in which no other test works: the guide tells of what is there."""
    with served(prepared(shared).copied(tmp_path_factory.getbasetemp() / "guide")) as address:
        yield address


@pytest.fixture
def look(as_user, known, untouched):
    """Open a scene and return its words, and its head and buttons."""

    def look(scene):
        if scene not in known:
            page = as_user(SCENES[scene].account, viewport=SCENES[scene].size, base_url=untouched)
            SCENES[scene].enter(page)
            known[scene] = words_on(page), marks_on(page)
        return known[scene]

    return look


@pytest.mark.parametrize("scene", USED)
def test_pages_of_the_guide_say_what_it_quotes(look, scene):
    words, marks = look(scene)
    alone = [told for told in TOLD if set(told.scenes) == {scene}]
    quoted = [(told.guide, told.title, one) for told in alone for one in told.words]

    assert [told for told in quoted if told[-1] not in words] == []
    assert json.loads(KNOWN.read_text()).get(scene, marks) == marks, RENEW


@pytest.mark.parametrize("told", [one for one in TOLD if len(set(one.scenes)) > 1],
                         ids=lambda one: one.title)  # fmt: skip
def test_a_task_on_several_pages_quotes_what_stands_on_one_of_them(look, told):
    words = " ".join(look(scene)[0] for scene in sorted(set(told.scenes)))

    assert [one for one in told.words if one not in words] == []

"""The way through a flow: a table of flows, and what follows what."""

import pytest

from sopti.sop.schema import Decision, Flow, Norm, Step
from sopti.workflow import way


def flow(*steps, together=()):
    return Flow(key="alur", title="Alur", steps=steps, together=together)


def step(number, **words):
    return Step(
        number=number, activity="Mengerjakan", role="ketua", confidence="high",
        norm=Norm(text="", kind="relative"), **words,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "stages"),
    [
        (flow(1), [(1,)]),
        (flow(1, 2, 3), [(1,), (2,), (3,)]),
        (flow(2, 3, 6), [(2,), (3,), (6,)]),
        (flow(1, 2, 3, 4, together=(2, 3)), [(1,), (2, 3), (4,)]),
        (flow(1, 2, 3, together=(1, 2, 3)), [(1, 2, 3)]),
        (flow(1, 2, 3, 4, 5, together=(1, 2, 4, 5)), [(1, 2), (3,), (4, 5)]),
    ],
)
def test_stages_are_the_steps_that_open_at_once(given, stages):
    assert way.stages(given) == stages


@pytest.mark.parametrize(
    ("given", "at", "following"),
    [
        (flow(1, 2, 3), step(1), (2,)),
        (flow(1, 2, 3), step(3), None),
        (flow(2, 3, 6), step(3), (6,)),
        (flow(1, 2, 3, 4, together=(2, 3)), step(1), (2, 3)),
        (flow(1, 2, 3, 4, together=(2, 3)), step(2), (4,)),
        (flow(1, 2, 3, 4, together=(2, 3)), step(3), (4,)),
        (flow(1, 2, 3, 4), step(2, decision=Decision(no=1, yes=4)), (4,)),
        (flow(1, 2, 3), step(2, decision=Decision(no=1, yes=4)), (3,)),  # 4 is not of this flow
    ],
)
def test_stage_after_a_step(given, at, following):
    assert way.stage_after(given, at) == following


@pytest.mark.parametrize(
    ("given", "at", "back"),
    [
        (flow(1, 2, 3), step(3, decision=Decision(no=1)), 1),
        (flow(2, 3, 6), step(6, decision=Decision(no=3)), 3),
        (flow(2, 6), step(6, decision=Decision(no=3)), 2),  # the step named is left out here
        (flow(6, 7), step(6, decision=Decision(no=3)), 6),  # nothing stands before it
    ],
)
def test_no_leads_back_to_the_step_named_or_the_nearest_before(given, at, back):
    assert way.step_before(given, at) == back

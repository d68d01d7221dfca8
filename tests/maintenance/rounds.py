"""An office that looks after its devices, and what its people do."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from maintenance.upkeep import actions
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.lists import load_lists
from tests import make
from tests.maintenance import shelf
from tests.workflow.office import Office

NOVEMBER, TODAY = date(2026, 11, 1), make.MONDAY.date()
AT = make.MONDAY + timedelta(hours=1)
FAULT = Answer("bermasalah", ["Lampu indikator normal"], "Lampu merah terus.")
HERE = reverse("maintenance:upkeep")


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """Let it be that Monday in the views, too."""
    for module in ("views", "plan_views", "deeds"):
        for name, value in (("localdate", TODAY), ("now", AT)):
            monkeypatch.setattr(
                f"maintenance.upkeep.{module}.{name}", lambda *_, v=value: v, raising=False
            )


@pytest.fixture
def office():
    load_lists()
    return Office()


def operator(office):
    return office.people["operator_ti"]


def device(office, kind="Switch", **words):
    load_kind = shelf.kind(kind)
    load_lists()
    return shelf.asset(operator(office), kind=load_kind, **words)


def check(office, asset, told=None, **words):
    words = {"month": NOVEMBER, "seen": "", "by": operator(office), "at": AT} | words
    return actions.answer(asset.pk, told or Answer("baik"), **words)


def upkeep(office):
    title = {"title": "Pemeliharaan November", "by": operator(office), "requester": None}
    return office.open("monitoring-pemeliharaan", flow_key="bulanan", **title)


def filled(office, case, step, **values):
    """Do a step with what its deeds begin with, as its page would show it."""
    from sopti.workflow import deeds  # noqa: PLC0415

    task = office.task(case, step)
    begun = {key: field.initial for key, field in deeds.step_fields(task).items() if field.initial}
    return office.do(case, step, values=begun | values, result="")

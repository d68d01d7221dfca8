"""Form, page and paper offer the same words in every court, and the deeds know what they mean."""

import pytest
from django import forms

from requests.enums import Kind, Nature, Priority, Way, WorkResult
from requests.models import Handling
from sopti.reports.answers import answers_of
from sopti.sop.enums import FieldKind
from sopti.workflow import deeds
from sopti.workflow.forms import StepForm
from sopti.workflow.models import Task
from tests import make
from tests.requests.test_deeds import BY_DEED, COURTS, filed, office_of

pytestmark = pytest.mark.django_db
# What the deeds count and sort by: field, choices, and how many words a court may have for them.
COUNTED = {
    "sifat": Nature,
    "kelompok": Kind,
    "cara": Way,
    "hasil": WorkResult,
    "prioritas": Priority,
}


def steps_of(court):
    """Every step of the court's table, waiting, with what the steps before it said."""
    office = office_of(court)
    case = filed(office)
    while waiting := case.tasks.waiting().first():
        task = Task.objects.for_pages().get(pk=waiting.pk)
        yield office, task, StepForm(task=task, produced=None, has_files=False, at=make.MONDAY)
        values = {}
        for does in task.sop_step.does:
            values |= BY_DEED.get(does, {})
        if "consider" in task.sop_step.does:
            values["cara"] = words_of(task, "cara")[1]
        office.do(case, values=values)


def words_of(task, key):
    form = StepForm(task=task, produced=None, has_files=False, at=make.MONDAY)
    return [value for value, _ in form.fields[f"f_{key}"].choices if value]


@pytest.mark.parametrize("court", COURTS)
def test_page_and_paper_offer_the_words_of_the_courts_form(court):
    for _, task, form in steps_of(court):
        of_form = deeds.form_of(task)
        boxes = {
            answer.key: [tick.word for tick in answer.ticks] for answer in answers_of(of_form, {})
        }
        for field in of_form.fields if of_form else ():
            asked = form.fields.get(f"f_{field.key}")
            if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
                assert boxes[field.key] == list(field.options)
            if isinstance(asked, forms.ChoiceField) and field.options:
                assert words_of(task, field.key) == list(field.options), (court, field.key)


@pytest.mark.parametrize("court", COURTS)
def test_deeds_know_what_every_word_of_the_court_means(court):
    seen = set()
    for _, task, form in steps_of(court):
        for key, choices in COUNTED.items():
            if f"f_{key}" not in form.fields or not task.sop_step.does:
                continue
            seen.add(key)
            means = [meaning(task, key, word, choices) for word in words_of(task, key)]
            assert set(means) <= set(choices.values), (court, key, means)
            assert len(set(means)) == len(means)
    assert seen == set(COUNTED)


def meaning(task, key, word, choices):
    """What the word stands for: as its form says, else the choice of the same words."""
    by_label = {label: value for value, label in choices.choices}
    return deeds.form_means(task, key, word) or by_label.get(word)


@pytest.mark.parametrize("court", COURTS)
def test_purchase_is_counted_as_one_in_the_words_of_each_court(court):
    for _ in steps_of(court):
        pass

    assert Handling.objects.get().way == Way.PURCHASE


@pytest.mark.parametrize("court", COURTS)
def test_same_is_asked_for_on_the_dispositions_of_all_courts(court):
    asked = [
        words_of(task, "harap") for _, task, _ in steps_of(court) if "dispose" in task.sop_step.does
    ]

    assert asked == [
        [
            "Tanggapan dan saran",
            "Proses lebih lanjut",
            "Koordinasi/konfirmasikan",
            "Diteliti dan dilaporkan",
            "Diarsipkan",
        ]
    ]


@pytest.mark.parametrize("court", COURTS)
def test_decisions_of_all_courts_need_nothing_typed(court):
    decided = [form for _, task, form in steps_of(court) if task.sop_step.decision]

    assert decided
    for form in decided:
        assert [line.name for line in form.asked()] == []

"""Deeds: what a room adds to a step. One small class each, registered in AppConfig.ready().

A step names its deeds in `does`. Their values lie beside those of the FM/AS form, as the words
that page and paper show; what a room wants to count or sort by, the effect writes to its own rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ImproperlyConfigured

from sopti.core import words
from sopti.workflow.sopfields import form_field, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django import forms

    from sopti.people.models import User
    from sopti.sop.schema import Form, FormField
    from sopti.workflow.models import Task

NOTHING: tuple[Any, ...] = (None, "", [])
OF_THE_CASE = "case."


class Deed:
    """What one word of `does` asks, refuses, works out, changes and tells."""

    key: ClassVar[str]
    labels: ClassVar[Mapping[str, str]] = {}  # of every value it keeps, in the order of the paper
    replaces: ClassVar[frozenset[str]] = frozenset({"result"})  # fields of the general form
    takes_from_case = True  # does not ask what the form takes from the case
    yes: ClassVar[str] = ""  # the button that says yes, where the house's own words do not fit
    template: ClassVar[str] = ""  # stands above the form and reads `shown`

    def fields(self, task: Task) -> dict[str, forms.Field]:
        """Return its own fields. One with the key of a form's field is drawn in its place."""
        return {}

    def initial(self, task: Task) -> dict[str, Any]:
        """Return what its fields and those of the form begin with."""
        return {}

    def hidden(self, task: Task) -> frozenset[str]:
        """Return the fields of the form that are not asked, because the deed knows them."""
        return frozenset()

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        """Return what is wrong: a sentence for each field."""
        return {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        """Return what follows from the values. What a person wrote stays as written."""
        return {}

    def begun(self, task: Task, *, by: User, at: datetime) -> None:
        """Do what goes with the start of the step, in its transaction."""

    def passed_on(self, task: Task, *, at: datetime) -> None:
        """Do what goes with handing the step to somebody else, in its transaction."""

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        """Change the room's own rows, in the transaction that closes the step. May refuse."""

    def told(self, task: Task) -> list[tuple[str, str]]:
        """Return (label, words) of its values, but for those that the form itself tells."""
        own = form_keys(task)
        return [
            (label, said(task.values[key]))
            for key, label in self.labels.items()
            if key not in own and task.values.get(key) not in NOTHING
        ]

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        """Return what its template shows."""
        return {}


# ------------------------------------------------------------------------------------ registered
_DEEDS: dict[str, dict[str, Deed]] = {}


def register(section: str, deeds: Iterable[Deed]) -> None:
    """Make the deeds of a room known; two rooms may share a section.

    Two of one key would hide one another, so the same deed twice is refused.
    """
    known = _DEEDS.setdefault(section, {})
    for deed in deeds:
        if type(known.get(deed.key, deed)) is not type(deed):
            raise ImproperlyConfigured(f"section {section!r} registers two deeds of one key")
        known[deed.key] = deed


def of(task: Task) -> list[Deed]:
    """Return the deeds of the task's step; none for the receiver's part of a routed step."""
    known = _DEEDS.get(task.case.procedure.section, {})
    named = () if task.route else task.sop_step.does
    return [known[key] for key in named if key in known]


# ---------------------------------------------------------------------------------- of the form
def form_of(task: Task) -> Form | None:
    return task.case.edition.sop.form(task.sop_step.form) if task.sop_step.form else None


def form_keys(task: Task) -> frozenset[str]:
    form = form_of(task)
    return frozenset(field.key for field in form.fields) if form else frozenset()


def form_options(task: Task, key: str) -> tuple[str, ...]:
    """Return the court's own words for a choice of the step's form; none when it has no such."""
    form = form_of(task)
    found = [field.options for field in (form.fields if form else ()) if field.key == key]
    return found[0] if found else ()


def form_means(task: Task, key: str, word: object) -> str:
    """Return what the court's own word for a choice stands for; "" when its form does not say."""
    form = form_of(task)
    found = [field.means for field in (form.fields if form else ()) if field.key == key]
    return found[0].get(str(word), "") if found else ""


# ----------------------------------------------------------------------------------- at the step
def step_fields(task: Task) -> dict[str, forms.Field]:
    """Return the fields of a step by key: the form's in its order, then what its deeds add."""
    deeds, form = of(task), form_of(task)
    asked = {key: field for deed in deeds for key, field in deed.fields(task).items()}
    found: dict[str, forms.Field] = {}
    for of_form in form.fields if form and not task.route else ():
        if not _is_known(of_form, deeds, task):
            own = form_field(of_form, task.case)
            found[of_form.key] = _in_its_place(own, asked.pop(of_form.key, None))
    found |= asked
    begun = {key: value for deed in deeds for key, value in deed.initial(task).items()}
    for key in begun.keys() & found.keys():
        found[key].initial = begun[key]
    return found


def _is_known(field: FormField, deeds: list[Deed], task: Task) -> bool:
    from_case = any(deed.takes_from_case for deed in deeds)
    hidden = {key for deed in deeds for key in deed.hidden(task)}
    return field.key in hidden or (from_case and field.default.startswith(OF_THE_CASE))


def _in_its_place(own: forms.Field, asked: forms.Field | None) -> forms.Field:
    """Return the deed's field under the court's words, or the form's own when there is none."""
    if asked is None:
        return own
    asked.label, asked.help_text = own.label, own.help_text or asked.help_text
    asked.initial = own.initial if asked.initial is None else asked.initial
    return asked


def replaced(task: Task) -> frozenset[str]:
    """Return the fields of the general form that the step's deeds make needless."""
    return frozenset(name for deed in of(task) for name in deed.replaces)


def yes_of(task: Task) -> str:
    """Return what the button that says yes is called, by the first deed that has a word for it."""
    return next((deed.yes for deed in of(task) if deed.yes), "Ya, lanjutkan")


def clean(task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
    """Return what the step's deeds find wrong, by field."""
    return {
        key: sentence
        for deed in of(task)
        for key, sentence in deed.clean(task, values, outcome=outcome).items()
    }


def filled(task: Task, values: dict[str, Any], *, by: User, at: datetime) -> dict[str, Any]:
    """Return the values of a step with what its deeds know: of the case, and derived."""
    deeds, form = of(task), form_of(task)
    if not deeds:
        return values
    known = {
        field.key: stored(form_field(field, task.case).initial)
        for field in (form.fields if form else ())
        if field.default.startswith(OF_THE_CASE) and _is_known(field, deeds, task)
    }
    for deed in deeds:
        known |= deed.derived(task, known | values, by=by, at=at)
    return {key: value for key, value in (known | values).items() if value not in NOTHING}


def begin(task: Task, *, by: User, at: datetime) -> None:
    for deed in of(task):
        deed.begun(task, by=by, at=at)


def pass_on(task: Task, *, at: datetime) -> None:
    for deed in of(task):
        deed.passed_on(task, at=at)


def carry_out(task: Task, *, by: User, at: datetime) -> None:
    for deed in of(task):
        deed.effect(task, task.values, by=by, at=at)


# --------------------------------------------------------------------------------------- to read
def is_said_by_case(field: FormField, task: Task) -> bool:
    """Tell whether a field only repeats the case: on paper it stands, beside a step it is noise."""
    from_case = any(deed.takes_from_case for deed in of(task))
    return from_case and field.default.startswith(OF_THE_CASE)


def told(task: Task) -> list[tuple[str, str]]:
    return [line for deed in of(task) for line in deed.told(task)]


def labels(task: Task) -> dict[str, str]:
    """Return the label of each value that the step's deeds keep, in the order of the paper."""
    return {key: label for deed in of(task) for key, label in deed.labels.items()}


def shown(task: Task, *, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Return (template, what it shows) of the deeds that bring a piece of page."""
    return [(deed.template, deed.shown(task, now=now)) for deed in of(task) if deed.template]


def said(value: Any) -> str:
    """Say a kept value in one line."""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return words.number(value) if isinstance(value, int | float) else words.spoken(str(value))

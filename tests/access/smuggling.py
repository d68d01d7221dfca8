"""Forms of a court with rows of another put into them, and with columns that they never had.

Forms are those that somebody's pages show, filled as a person would. A choice is answered with a
row of the other court; what must hold then is asked of the tables themselves: no row of ours
points at a row of theirs, and theirs are as they were. To every other form all columns of the
tables it writes are added; what it then writes must be, column by column, what it wrote without.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.apps import apps
from django.db import connection, transaction
from django.forms import ModelChoiceField
from django.forms.boundfield import BoundField
from django.test import Client

from tests.access.canaries import all_models
from tests.access.knocking import PASSING, WRITES
from tests.access.strangers import rows_of, way_to_court
from tests.fuzz.places import places_of
from tests.fuzz.watch import is_refused

CHOICES = {"select", "radio", "checkbox", "hidden"}
GUESSED = ("people.User", "workflow.Case", "workflow.Task", "maintenance.Asset")
FORGED = "1"


@dataclass
class Smuggler:
    """What one person's forms did with what is not theirs. `tried` counts by what came of it."""

    person: object
    far: object  # the other court
    doors: tuple
    pages: int = 1
    accepted: int = 0  # forms that were carried out as they stood
    smuggled: int = 0  # rows of the other court that were sent
    forged: int = 0  # columns that were sent with an accepted form
    wrong: list = field(default_factory=list)

    def run(self):
        self.client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        self.client.force_login(self.person)
        with model_of_choices() as self.models:
            places = places_of(self.client, self.doors, self.pages)
        done = set()
        for place in places:
            for form in place.forms:
                address = urljoin(place.address, form.action)
                kind = (place.name, tuple(sorted(form.controls)))
                if form.method == "post" and kind not in done and "/keluar/" not in address:
                    done.add(kind)
                    self._smuggle(place, address, form)
                    self._forge(place, address, form)
        return self

    # ------------------------------------------------------------------- a row of another court
    def _smuggle(self, place, address, form):
        for control in form.controls.values():
            is_choice = control.kind in CHOICES and _holds_keys(control)
            if not is_choice and control.name not in self.models:
                continue
            for model in self.models.get(control.name, map(apps.get_model, GUESSED)):
                row = rows_of(model, self.far).first() if way_to_court(model) else None
                if row is not None:
                    self.smuggled += 1
                    sent = form.filled() | {control.name: str(row.pk)}
                    self._judge((place.name, control.name, model.__name__), address, sent)

    def _judge(self, cell, address, sent):
        with undone() as written:
            answer = self._post(address, sent)
            tables = set(written)
            there, theirs = self._crossings(tables), self._theirs(tables)
        if answer.status_code >= 500:
            self.wrong.append((*cell, f"status {answer.status_code}"))
        if tables and (there != self._crossings(tables) or theirs != self._theirs(tables)):
            self.wrong.append((*cell, f"reached another court, through {sorted(tables)}"))

    def _crossings(self, tables):
        """Count the rows of our court that point at rows of theirs."""
        return {
            f"{model.__name__}.{link.name}": rows.filter(**{f"{link.name}__{to}": self.far}).count()
            for model, way in _of(tables)
            for rows in [model._base_manager.filter(**{way: self.person.court})]  # noqa: SLF001
            for link, to in _links(model)
        }

    def _theirs(self, tables):
        return {
            model.__name__: sorted(map(repr, _rows(model).filter(**{way: self.far}).values_list()))
            for model, way in _of(tables)
        }

    # --------------------------------------------------------------------- columns of the tables
    def _forge(self, place, address, form):
        plain, tables, is_done = self._written(address, form.filled(), set())
        if not is_done or not tables:
            return
        self.accepted += 1
        again, _, _ = self._written(address, form.filled(), tables)
        more = {name: FORGED for name in _columns(tables) if name not in form.controls}
        self.forged += len(more)
        told, _, _ = self._written(address, more | form.filled(), tables)
        for cell, value in told.items():
            is_steady = plain.get(cell) == again.get(cell)
            if is_steady and value != plain.get(cell):
                self.wrong.append((place.name, *cell, f"{plain.get(cell)!r} became {value!r}"))

    def _written(self, address, sent, tables):
        """Return every cell of the tables that the form writes, once it is sent; then undo it."""
        with undone() as written:
            answer = self._post(address, sent)
            tables = tables | (set(written) - PASSING)
            cells = {
                (model.__name__, row.pk, column.attname): getattr(row, column.attname)
                for model in _models(tables)
                for row in _rows(model)
                for column in model._meta.concrete_fields  # noqa: SLF001 (as the tables have them)
            }
        return cells, tables, not is_refused(answer)

    def _post(self, address, sent):
        cookies = self.client.cookies.copy()
        answer = self.client.post(address, sent)
        answer.getvalue()
        self.client.cookies = cookies
        return answer


@contextmanager
def undone():
    """Yield the tables that are written to meanwhile; all of it is undone after."""
    written = set()

    def look(execute, sql, *args):
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *args)

    with transaction.atomic(), connection.execute_wrapper(look):
        yield written
        transaction.set_rollback(True)


@contextmanager
def model_of_choices():
    """Note, while pages are drawn, of which model the rows of each choice are."""
    found, draw = {}, BoundField.as_widget

    def noting(self, *words, **more):
        if isinstance(self.field, ModelChoiceField):
            found.setdefault(self.html_name, set()).add(self.field.queryset.model)
        return draw(self, *words, **more)

    BoundField.as_widget = noting
    try:
        yield found
    finally:
        BoundField.as_widget = draw


def _holds_keys(control):
    values = control.options or [control.value]
    return all(value.isdecimal() for value in values)


def _rows(model):
    return model._base_manager.all()  # noqa: SLF001 (of all rows, whoever may see them)


def _models(tables):
    return [one for one in apps.get_models() if one._meta.db_table in tables]  # noqa: SLF001


def _of(tables):
    return [(one, way) for one, way in all_models() if one._meta.db_table in tables]  # noqa: SLF001


def _links(model):
    for one in model._meta.concrete_fields:  # noqa: SLF001 (as the tables have them)
        if one.is_relation and (to := way_to_court(one.related_model)):
            yield one, to


def _columns(tables):
    return {
        name
        for model in _models(tables)
        for column in model._meta.concrete_fields  # noqa: SLF001 (as whoever forges a form guesses)
        for name in (column.name, column.attname)
    }

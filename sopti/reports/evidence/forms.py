"""Which cases are to be gathered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from sopti.core import words
from sopti.core.periods import Period
from sopti.sop.models import Edition
from sopti.ui.crispy import submit_with
from sopti.ui.forms import DayField, PlainForm

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User
    from sopti.sop.models import Document

Known = dict[str, tuple["Document", str, str]]  # by "document/procedure": with key and title


def procedures_of(user: User) -> Known:
    """Return the procedures of the court's SOPs, also of former editions, by their keys."""
    found: Known = {}
    for edition in Edition.objects.visible_to(user).order_by("document__key", "-number"):
        for procedure in edition.sop.procedures:
            title = f"{procedure.letter}. {words.calm(procedure.title)}".lstrip(". ")
            key = f"{edition.document.key}/{procedure.key}"
            found.setdefault(key, (edition.document, procedure.key, title))
    return found


class AskForm(PlainForm):
    not_done = "Berkas bukti belum diminta."

    procedure = forms.ChoiceField(
        label="Prosedur", error_messages={"required": "Pilih prosedurnya."}
    )
    first = DayField(
        label="Berkas yang dibuka dari",
        error_messages={"required": "Tulis tanggal pertama masa itu."},
    )
    last = DayField(
        label="Sampai dengan",
        error_messages={"required": "Tulis tanggal terakhir masa itu."},
    )

    def __init__(self, *args: Any, known: Known, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        self.fields["procedure"] = forms.ChoiceField(
            label="Prosedur",
            choices=[("", "Pilih prosedur"), *_grouped(known)],
            error_messages={"required": "Pilih prosedurnya."},
        )
        self.fields["first"].initial = today.replace(month=1, day=1)
        self.fields["last"].initial = today
        self.helper = submit_with("Minta berkas bukti", cancel=reverse("reports:bundles"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", "Tanggal terakhir mendahului tanggal pertama.")
        return told

    def told(self) -> dict[str, Any]:
        """Return what `actions.ask()` takes."""
        document, procedure, title = self._known[self.cleaned_data["procedure"]]
        period = Period(self.cleaned_data["first"], self.cleaned_data["last"])
        return {"document": document, "procedure": procedure, "title": title, "period": period}


def _grouped(known: Known) -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, (document, _, title) in known.items():
        groups.setdefault(str(document), []).append((key, title))
    return list(groups.items())

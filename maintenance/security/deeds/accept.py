"""An application on its way into use: the users' test, the consideration, the approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maintenance.security.applications import accepting
from maintenance.security.applications.enums import Advice, Result, Verdict
from maintenance.security.applications.words import lines_of, summary_of
from sopti.core import words
from sopti.ui.forms import Choice, in_columns, reveal
from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from maintenance.security.applications.models import Acceptance
    from sopti.people.models import User
    from sopti.workflow.models import Task

RESULTS = [
    (Result.PASSED.label, Choice("Lulus", "berjalan seperti yang dibutuhkan")),
    (Result.FAILED.label, Choice("Gagal", "ada yang tidak berjalan")),
]
ADVICE = [
    (Advice.FIT.label, Choice("Layak dipakai")),
    (Advice.CONDITION.label, Choice("Layak dengan syarat", "tulis syaratnya")),
    (Advice.UNFIT.label, Choice("Belum layak", "tulis apa yang kurang")),
]
VERDICTS = [
    (Verdict.YES.label, Choice("Disetujui dipakai", "masuk daftar aplikasi")),
    (Verdict.CONDITION.label, Choice("Disetujui dengan syarat", "tulis syaratnya", reveals=True)),
    (Verdict.NO.label, Choice("Tidak disetujui", "berkas selesai, aplikasi tidak dipakai",
                              is_no=True)),
]  # fmt: skip
WAITS = "Masih menunggu hasil dari {names}. Minta mereka mencatatnya, atau buang kasus ujinya."


def _key(kind: Any, label: object) -> str:
    return next((str(one.value) for one in kind if one.label == label), "")


def _text(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        max_length=3000,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
    )


def shown_of(task: Task) -> dict[str, Any]:
    """Return the acceptance of the case with its tests, for the page of each of the steps."""
    acceptance = accepting.acceptance_of(task.case)
    tests = list(acceptance.tests.select_related("tester")) if acceptance else []
    return {"task": task, "acceptance": acceptance, "tests": tests, "summary": summary_of(tests)}


class TestApplication(Deed):
    """Concludes what the users tried. Without any test set up, the step itself tells of one."""

    __test__ = False

    key = "test-application"
    labels = {
        "aplikasi": "Aplikasi",
        "versi_uji": "Versi yang diuji",
        "uji": "Yang dicoba",
        "hasil_uji": "Hasil uji",
        "kasus_uji": "Kasus uji",
        "simpulan": "Simpulan uji",
    }
    template = "maintenance/security/_step_tests.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        acceptance = accepting.acceptance_of(task.case)
        has_tests = acceptance is not None and acceptance.tests.exists()
        found: dict[str, forms.Field] = {}
        if acceptance is None:
            found["aplikasi"] = forms.CharField(
                label=self.labels["aplikasi"],
                max_length=80,
                help_text="Nama seperti di daftar aplikasi; yang belum ada ditambahkan sendiri.",
            )
        if not has_tests:
            found["uji"] = _text(self.labels["uji"], help_text="Oleh siapa, dan apa hasilnya.")
            result = forms.ChoiceField(
                label=self.labels["hasil_uji"], choices=RESULTS, widget=forms.RadioSelect
            )
            found["hasil_uji"] = in_columns(result, 2)
        return found | {"simpulan": _text(self.labels["simpulan"])}

    def initial(self, task: Task) -> dict[str, Any]:
        tests = shown_of(task)["tests"]
        return {"simpulan": summary_of(tests) if tests else ""}

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        tests = shown_of(task)["tests"]
        waited = list(dict.fromkeys(str(test.tester) for test in tests if not test.result))
        return {"simpulan": WAITS.format(names=words.listed(waited))} if waited else {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        acceptance = accepting.acceptance_of(task.case)
        if acceptance is None:
            return {}
        tests = acceptance.tests.select_related("tester")
        return {
            "aplikasi": acceptance.application.name,
            "versi_uji": acceptance.version,
            "kasus_uji": "\n".join(lines_of(tests)),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        acceptance = accepting.acceptance_of(task.case)
        if acceptance is None and values.get("aplikasi"):
            acceptance = accepting.name_application(task.case, values["aplikasi"], by=by, at=at)
        if acceptance is not None:
            accepting.conclude(
                acceptance,
                what=values.get("uji", ""),
                result=_key(Result, values.get("hasil_uji")),
                conclusion=values.get("simpulan", ""),
                by=by,
                at=at,
            )

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_of(task) | {"may_set": True}


class ConsiderApplication(Deed):
    """What Kasubag PTIP thinks of the tests, for whoever approves."""

    key = "consider-application"
    labels = {"aplikasi": "Aplikasi", "saran": "Saran", "pertimbangan": "Pertimbangan"}
    template = "maintenance/security/_step_tests.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        advice = forms.ChoiceField(
            label=self.labels["saran"], choices=ADVICE, widget=forms.RadioSelect
        )
        return {
            "saran": in_columns(advice, 3),
            "pertimbangan": _text(self.labels["pertimbangan"], rows=4),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        found = accepting.acceptance_of(task.case)
        return {"pertimbangan": (found.consideration or found.conclusion) if found else ""}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return _named(accepting.acceptance_of(task.case))

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        acceptance = accepting.acceptance_of(task.case)
        if acceptance is not None:
            accepting.consider(
                acceptance,
                advice=_key(Advice, values.get("saran")),
                consideration=values.get("pertimbangan", ""),
                by=by,
            )

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_of(task)


class ApproveApplication(Deed):
    """Lets the application into use, or not. Kembalikan asks for another consideration."""

    key = "approve-application"
    yes = "Catat putusan"
    labels = {"aplikasi": "Aplikasi", "putusan": "Putusan", "syarat": "Syarat pemakaian"}
    template = "maintenance/security/_step_tests.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        verdict = forms.ChoiceField(
            label=self.labels["putusan"], choices=VERDICTS, widget=forms.RadioSelect
        )
        return {
            "putusan": in_columns(verdict, 3),
            "syarat": reveal(_text(self.labels["syarat"], rows=2, required=False)),
        }

    def clean(self, task: Task, values: dict[str, Any], *, outcome: str) -> dict[str, str]:
        asks = outcome == Outcome.YES and values.get("putusan") == Verdict.CONDITION.label
        if asks and not values.get("syarat"):
            return {"syarat": "Tulis syarat yang harus dipenuhi."}
        return {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return _named(accepting.acceptance_of(task.case))

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        acceptance = accepting.acceptance_of(task.case)
        if acceptance is not None and task.outcome == Outcome.YES:
            accepting.decide(
                acceptance,
                verdict=_key(Verdict, values.get("putusan")) or Verdict.YES,
                conditions=values.get("syarat", ""),
                by=by,
                at=at,
            )

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return shown_of(task)


def _named(acceptance: Acceptance | None) -> dict[str, Any]:
    return {"aplikasi": acceptance.application.name} if acceptance else {}

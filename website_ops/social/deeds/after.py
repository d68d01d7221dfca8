"""After posting: the report with its figures, the evaluation, the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.words import number
from sopti.workflow.deeds import Deed
from sopti.workflow.enums import TaskStatus
from website_ops.social import actions, limits
from website_ops.social.models import Post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sopti.people.models import User
    from sopti.workflow.models import Case, Task

MOST = 1_000_000_000
KINDS = {kind.value: kind.label for kind in limits.LIMITS} | {"": "media sosial"}
REACH = {kind: f"{kind or 'media'}_jangkauan" for kind in KINDS}
REACTIONS = {kind: f"{kind or 'media'}_interaksi" for kind in KINDS}


class ReportPosts(Deed):
    key = "report-posts"
    labels = {
        "ringkasan": "Hasil",
        **{REACH[kind]: f"Jangkauan {label} (akun)" for kind, label in KINDS.items()},
        **{REACTIONS[kind]: f"Interaksi {label}" for kind, label in KINDS.items()},
        "tanggapan": "Tanggapan pembaca",
    }

    def fields(self, task: Task) -> dict[str, forms.Field]:
        asked: dict[str, forms.Field] = {}
        for post in Post.objects.posted().filter(case=task.case_id):
            asked[REACH[post.kind]] = _figure(self.labels[REACH[post.kind]], "Akun yang melihat.")
            hint = "Suka, komentar, dan bagikan."
            asked[REACTIONS[post.kind]] = _figure(self.labels[REACTIONS[post.kind]], hint)
        said = forms.CharField(
            label=self.labels["tanggapan"], required=False, max_length=3000,
            widget=forms.Textarea({"rows": 3}),
            help_text="Pertanyaan yang masuk dan siapa yang menjawabnya.",
        )  # fmt: skip
        return asked | {"tanggapan": said}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        reach = sum(values.get(name) or 0 for name in REACH.values())
        reactions = sum(values.get(name) or 0 for name in REACTIONS.values())
        posts = Post.objects.posted().filter(case=task.case_id).count()
        told = (
            f"{posts} konten terbit, jangkauan {number(reach)} akun, {number(reactions)} interaksi"
        )
        return {"ringkasan": told}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        figures = {
            kind: (values.get(REACH[kind]), values.get(REACTIONS[kind]))
            for kind in KINDS
            if REACH[kind] in values or REACTIONS[kind] in values
        }
        actions.note_figures(task.case, figures, by=by)


class EvaluatePosts(Deed):
    key = "evaluate-posts"
    yes = "Sesuai, lanjutkan"
    labels = {"monev": "Catatan monev"}
    replaces = frozenset({"result", "note"})

    def fields(self, task: Task) -> dict[str, forms.Field]:
        note = forms.CharField(
            label=self.labels["monev"], required=False, max_length=3000,
            widget=forms.Textarea({"rows": 3}),
        )  # fmt: skip
        return {"monev": note}

    def initial(self, task: Task) -> dict[str, Any]:
        return {"monev": reported_of(task.case)}


def reported_of(case: Case) -> str:
    """Return what the newest report of the case came to; "" before there is one."""
    done = case.tasks.filter(status=TaskStatus.DONE).order_by("-pk")
    told = (one.values.get("ringkasan", "") for one in done)
    return next((str(words) for words in told if words), "")


class FilePosts(Deed):
    key = "file-posts"
    labels = {"arsip": "Tempat arsip", "isi_arsip": "Isi arsip"}

    def fields(self, task: Task) -> dict[str, forms.Field]:
        place = forms.CharField(
            label=self.labels["arsip"],
            max_length=200,
            help_text="Map atau folder tempat laporan dan tangkapan layarnya disimpan.",
        )
        return {"arsip": place}

    def initial(self, task: Task) -> dict[str, Any]:
        return {"arsip": f"SOPTI, arsip media sosial {task.case.year}"}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        told = _said(Post.objects.filter(case=task.case_id))
        return {"isi_arsip": told} if told else {}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        actions.file_away(task.case, filed_in=values.get("arsip", ""), by=by)


def _said(posts: Iterable[Post]) -> str:
    return "; ".join(f"{post.medium}: {post.address or 'tidak terbit'}" for post in posts)


def _figure(label: str, hint: str) -> forms.Field:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST, help_text=hint
    )

"""One task: reading it, doing it, handing it on, asking the requester."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.core import words
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only
from sopti.workflow import actions, pages, rules
from sopti.workflow.forms import AskForm, OneByOne, ReassignForm, StepForm
from sopti.workflow.models import Case, Task
from sopti.workflow.registry import room_rows

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

UNPROCESSABLE, FORBIDDEN = 422, 403
THE_LAST = "Itu yang terakhir. Tidak ada lagi yang menunggu Anda."
SKIPPED = "Itu yang terakhir dalam daftar. Yang Anda lewati masih menunggu di sini."


def _task(request: UserRequest, pk: int) -> Task:
    visible = Task.objects.visible_to(request.user).for_pages()
    return get_object_or_404(visible.select_related(*room_rows("case__")), pk=pk)


@require_safe
def task(request: UserRequest, pk: int) -> HttpResponse:
    found = Task.objects.visible_to(request.user).for_pages().filter(pk=pk).first()
    if found is None:
        return _lost(request, pk)
    page = pages.task_page(found, viewer=request.user, now=now())
    page |= _row(request, OneByOne(request.GET), found)
    return render(request, "workflow/task.html", page | _task_forms(found, page))


def _lost(request: UserRequest, pk: int) -> HttpResponse:
    """Explain an old link to who held the step's role once; for all others there is nothing."""
    page = pages.lost_page(pk, viewer=request.user, now=now())
    if page is None:
        raise Http404
    return render(request, "workflow/task_lost.html", page, status=FORBIDDEN)


def _task_forms(found: Task, page: dict[str, Any], **bound: Any) -> dict[str, Any]:
    return {
        "form": _step_form(found, page),
        "ask_form": AskForm(prefix="tanya"),
        "reassign_form": ReassignForm(task=found, prefix="alih"),
        "bound_forms": list(bound.values()),
        **bound,
    }


def _step_form(found: Task, page: dict[str, Any], *args: Any) -> StepForm:
    return StepForm(
        *args,
        task=found,
        produced=page["produced"],
        has_files=bool(page["own_files"]),
        at=now(),
    )


@require_POST
@once_only
def start(request: UserRequest, pk: int) -> HttpResponse:
    actions.start(_task(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Langkah mulai dikerjakan. Waktu kerja dihitung sejak sekarang.")
    return redirect("workflow:task", pk)


@require_POST
@once_only
def complete(request: UserRequest, pk: int) -> HttpResponse:
    found = _task(request, pk)
    refuse_if(rules.why_not_work_on(request.user, found, now=now()))
    page = pages.task_page(found, viewer=request.user, now=now())
    form = _step_form(found, page, request.POST, request.FILES)
    page |= _row(request, OneByOne(request.POST), found)
    if not form.is_valid():
        page |= _task_forms(found, page, form=form)
        return render(request, "workflow/task.html", page, status=UNPROCESSABLE)
    at = now()
    files = form.cleaned_data["files"]
    actions.attach(found.case_id, files, by=request.user, at=at, task=found)
    done = actions.complete(pk, form.work(), by=request.user, at=at, begun=form.begun())
    messages.success(request, _told(done))
    return _next_of(request, done) if page["one_by_one"] else redirect(done.case)


def _row(request: UserRequest, asked: OneByOne, found: Task) -> dict[str, Any]:
    """Return whether the task is one of a row, and where the way leads past it."""
    if not asked.is_on():
        return {"one_by_one": False}
    following = pages.next_task(request.user, now=now(), after=found)
    return {"one_by_one": True, "skip_to": _in_the_row(following) if following else reverse("home")}


def _in_the_row(task: Task) -> str:
    return f"{task.get_absolute_url()}?{OneByOne.ADDRESS}"


def _next_of(request: UserRequest, done: Task) -> HttpResponse:
    """Lead to the next task that waits for the person, or home when that was the last."""
    following = pages.next_task(request.user, now=now(), after=done)
    if following:
        return redirect(_in_the_row(following))
    skipped = pages.next_task(request.user, now=now())
    messages.success(request, SKIPPED if skipped else THE_LAST)
    return redirect("home")


def _told(done: Task) -> str:
    """Say what was recorded and where the case is now."""
    fresh = Case.objects.select_related("court", "edition").get(pk=done.case_id)
    recorded = f"{done.case.number}: langkah {done.step} dicatat."
    waiting = fresh.tasks.waiting().select_related("role")
    if not fresh.is_running:
        return f"{recorded} Berkas {fresh.get_status_display().lower()}."
    if not waiting:
        return recorded
    heads = [
        f"langkah {one.step}, {fresh.procedure.head(one.role_id) or one.role.name}"
        for one in waiting
    ]
    return f"{recorded} Sekarang menunggu {'; '.join(heads)}."


@require_POST
@once_only
def reassign(request: UserRequest, pk: int) -> HttpResponse:
    found = _task(request, pk)
    form = ReassignForm(request.POST, task=found, prefix="alih")
    if not form.is_valid():
        return _task_again(request, found, reassign_form=form)
    to, reason = form.cleaned_data["to"], form.cleaned_data["reason"]
    actions.reassign(pk, to=to, reason=reason, by=request.user, at=now())
    messages.success(request, words.sentence(f"Langkah {found.step} dialihkan kepada {to}"))
    return redirect(found.case)


@require_POST
@once_only
def ask(request: UserRequest, pk: int) -> HttpResponse:
    found = _task(request, pk)
    form = AskForm(request.POST, prefix="tanya")
    if not form.is_valid():
        return _task_again(request, found, ask_form=form)
    actions.ask(pk, text=form.cleaned_data["text"], by=request.user, at=now())
    messages.success(request, "Pertanyaan dikirim kepada pemohon. Waktu berhenti sampai dijawab.")
    return redirect(found)


def _task_again(request: UserRequest, found: Task, **bound: Any) -> HttpResponse:
    page = pages.task_page(found, viewer=request.user, now=now())
    page |= _task_forms(found, page, **bound)
    return render(request, "workflow/task.html", page, status=UNPROCESSABLE)

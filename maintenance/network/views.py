"""The network: its lines, one of them, and what may be written about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from maintenance.network import actions, pages, rules
from maintenance.network.forms import CheckForm, FindingForm, LineForm, SolveForm
from maintenance.network.models import Finding, Line
from maintenance.network.saying import promised
from maintenance.section import step_of
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def network(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_see(request.user))
    page = pages.list_page(request.user, now=now())
    return render(request, "maintenance/network/network.html", page)


@require_safe
def line(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.line_page(_line(request, pk), viewer=request.user)
    return render(request, "maintenance/network/line.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_line(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    return _save(request, Line(court=request.user.court), reverse("maintenance:network"))


@require_http_methods(["GET", "POST"])
@once_only
def edit_line(request: UserRequest, pk: int) -> HttpResponse:
    found = _line(request, pk)
    refuse_if(rules.why_not_keep(request.user, found.court_id))
    return _save(request, found, found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@once_only
def measure(request: UserRequest, pk: int) -> HttpResponse:
    """Keep a measurement; whoever came from a step is led back to it."""
    found, step = _line(request, pk), step_of(request)
    refuse_if(rules.why_not_measure(request.user, found))
    back = step.get_absolute_url() if step else found.get_absolute_url()
    form = CheckForm(request.POST or None, line=found, cancel=back)
    if not form.is_valid():
        page = {"head": f"Ukur {found}", "under": promised(found), "line": found}
        return _form_page(request, form, page)
    case = step.case if step else None
    actions.measure(found.pk, form.cleaned_data, by=request.user, at=now(), case=case)
    messages.success(request, f"Pengukuran {found} dicatat.")
    return redirect(back)


@require_http_methods(["GET", "POST"])
@once_only
def new_finding(request: UserRequest) -> HttpResponse:
    """Keep a finding, of a step's case or of a line."""
    refuse_if(rules.why_not_keep(request.user, request.user.court_id))
    step, about = step_of(request), _asked_line(request)
    back = reverse("maintenance:network")
    if step or about:
        back = (step or about).get_absolute_url()  # type: ignore[union-attr]  # one of them is
    form = FindingForm(request.POST or None, by=request.user, line=about, cancel=back)
    if not form.is_valid():
        return _form_page(request, form, {"head": "Catat temuan", "line": about})
    case = step.case if step else None
    actions.note_finding(form.cleaned_data, by=request.user, at=now(), case=case)
    messages.success(request, "Temuan dicatat.")
    return redirect(back)


@require_http_methods(["GET", "POST"])
@once_only
def solve(request: UserRequest, pk: int) -> HttpResponse:
    visible = Finding.objects.visible_to(request.user).select_related("line", "asset")
    found = get_object_or_404(visible, pk=pk)
    refuse_if(rules.why_not_solve(request.user, found))
    back = reverse("maintenance:network")
    form = SolveForm(request.POST or None, cancel=back)
    if not form.is_valid():
        return _form_page(request, form, {"head": "Temuan selesai", "under": str(found)})
    actions.solve(found.pk, solution=form.cleaned_data["solution"], by=request.user, at=now())
    messages.success(request, "Temuan dicatat selesai.")
    return redirect(back)


# ----------------------------------------------------------------------------------------- parts
def _line(request: UserRequest, pk: int) -> Line:
    return get_object_or_404(Line.objects.visible_to(request.user), pk=pk)


def _asked_line(request: UserRequest) -> Line | None:
    asked = request.GET.get("jalur", "")
    if not asked.isdecimal() or len(asked) > 15:  # noqa: PLR2004 (a number of ours is shorter)
        return None
    return Line.objects.visible_to(request.user).filter(pk=int(asked)).first()


def _save(request: UserRequest, wanted: Line, cancel: str) -> HttpResponse:
    named = wanted.name
    form = LineForm(request.POST or None, line=wanted, by=request.user, cancel=cancel)
    if not form.is_valid():
        head = f"Ubah {named}" if named else "Tambah jalur"
        return _form_page(request, form, {"head": head, "line": wanted if wanted.pk else None})
    saved = actions.save_line(form.line, by=request.user)
    messages.success(request, f"Data {saved} disimpan.")
    return redirect(saved)


def _form_page(request: UserRequest, form: PlainForm, page: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "maintenance/network/form.html", page | {"form": form}, status=status)

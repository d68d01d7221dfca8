"""What the court settles for its desk: its first page, categories, matrix, targets."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests.desk import matrix_of, targets_of
from requests.desk_settings import actions, pages, rules
from requests.desk_settings.forms import CategoryForm, MatrixForm, ParentChoice, TargetsForm
from requests.models import ServiceCategory
from sopti.people.models import Court
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

    View = Callable[..., HttpResponse]


def keepers_only(view: View) -> View:
    """Let only those in who settle the desk; everybody else reads whose page this is."""

    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = rules.why_not_set(request.user)
        if reason is not None:
            raise PermissionDenied(reason)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@keepers_only
def desk(request: UserRequest) -> HttpResponse:
    return render(request, "requests/desk_settings/desk.html", pages.overview(_court(request)))


# ------------------------------------------------------------------------------------ categories
@require_safe
@keepers_only
def categories(request: UserRequest) -> HttpResponse:
    page = pages.categories_page(_court(request))
    return render(request, "requests/desk_settings/categories.html", page)


@require_POST
@keepers_only
def take_over_categories(request: UserRequest) -> HttpResponse:
    actions.take_over_categories(by=request.user, at=now())
    messages.success(request, "Daftar ini sekarang milik pengadilan Anda dan dapat diubah.")
    return redirect("requests:categories")


@require_http_methods(["GET", "POST"])
@keepers_only
@once_only
def new_category(request: UserRequest) -> HttpResponse:
    parent = ParentChoice(request.GET).parent(of=request.user)
    form = CategoryForm(
        request.POST or None, court_id=_court(request).pk, cancel=reverse("requests:categories")
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"form": form, "parent": parent}
        return render(request, "requests/desk_settings/category.html", page, status=status)
    category = actions.add_category(
        form.cleaned_data["name"], parent=parent, by=request.user, at=now()
    )
    messages.success(request, f"“{category.name}” ditambahkan di akhir daftar.")
    return redirect("requests:categories")


@require_http_methods(["GET", "POST"])
@keepers_only
@once_only
def edit_category(request: UserRequest, pk: int) -> HttpResponse:
    category = _category(request, pk)
    form = CategoryForm(
        request.POST or None, court_id=category.court_id, category=category,
        cancel=reverse("requests:categories"),
    )  # fmt: skip
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"form": form, "category": category}
        return render(request, "requests/desk_settings/category.html", page, status=status)
    old, name = category.name, form.cleaned_data["name"]
    actions.rename_category(pk, name, by=request.user, at=now())
    messages.success(request, f"“{old}” sekarang bernama “{name}”. Permintaan lama tidak berubah.")
    return redirect("requests:categories")


@require_POST
@keepers_only
def move_category(request: UserRequest, pk: int) -> HttpResponse:
    up = request.POST.get("arah") == "naik"
    category = _category(request, pk)
    actions.move_category(category.pk, up=up, by=request.user, at=now())
    top = category.parent_id or category.pk
    return redirect(f"{reverse('requests:categories')}#kategori-{top}")


@require_POST
@keepers_only
def switch_category(request: UserRequest, pk: int) -> HttpResponse:
    on = request.POST.get("keadaan") == "pakai"
    category = actions.switch_category(_category(request, pk).pk, on=on, by=request.user, at=now())
    state = "dipakai lagi" if on else "tidak ditawarkan lagi. Permintaan lama tetap menyebutnya"
    messages.success(request, f"“{category.name}” {state}.")
    return redirect("requests:categories")


# ---------------------------------------------------------------------------- matrix and targets
@require_http_methods(["GET", "POST"])
@keepers_only
@once_only
def matrix(request: UserRequest) -> HttpResponse:
    court = _court(request)
    form = MatrixForm(request.POST or None, matrix=matrix_of(court))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = pages.targets_page(request.user, court, targets_of(court), now=now())
        told = page | {"form": form}
        return render(request, "requests/desk_settings/matrix.html", told, status=status)
    actions.set_matrix(**form.wanted(), by=request.user, at=now())
    messages.success(request, "Matriks disimpan. Permintaan yang sudah berprioritas tidak berubah.")
    return redirect("requests:matrix")


@require_http_methods(["GET", "POST"])
@keepers_only
@once_only
def targets(request: UserRequest) -> HttpResponse:
    court = _court(request)
    known = targets_of(court)
    form = TargetsForm(request.POST or None, targets=known)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        page = pages.targets_page(request.user, court, known, now=now())
        told = page | {"form": form, "rows": form.rows(page["targets"])}
        return render(request, "requests/desk_settings/targets.html", told, status=status)
    actions.set_targets(form.minutes(), by=request.user, at=now())
    messages.success(request, "Target disimpan. Target yang sudah ditetapkan tidak berubah.")
    return redirect("requests:targets")


def _court(request: UserRequest) -> Court:
    return get_object_or_404(Court, pk=request.user.court_id)


def _category(request: UserRequest, pk: int) -> ServiceCategory:
    rows = ServiceCategory.objects.select_related("parent")
    return get_object_or_404(rows, court=request.user.court_id, pk=pk)

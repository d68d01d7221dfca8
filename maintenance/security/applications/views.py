"""The register of applications, and their acceptance by those who will use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maintenance.security.applications import actions, pages, rules
from maintenance.security.applications.forms import (
    AddTestForm,
    AnswerForm,
    ApplicationForm,
    MendForm,
    WeaknessForm,
)
from maintenance.security.applications.models import (
    Acceptance,
    Application,
    TestCase,
    Weakness,
)
from maintenance.security.applications.usual import usual_tests
from maintenance.security.scope import why_not_read, why_not_write
from maintenance.security.showing import form_page, found_in
from sopti.core.errors import refuse_if
from sopti.ui.once import once_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


def _app(request: UserRequest, pk: int) -> Application:
    found: Application = found_in(Application.objects.for_pages(), request, pk)
    return found


def _test(request: UserRequest, pk: int) -> TestCase:
    visible = TestCase.objects.visible_to(request.user)
    rows = visible.select_related("tester", "acceptance__application", "acceptance__case")
    return get_object_or_404(rows, pk=pk)


@require_safe
def applications(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    page = pages.applications_page(request.user)
    return render(request, "maintenance/security/applications.html", page)


@require_safe
def application(request: UserRequest, pk: int) -> HttpResponse:
    page = pages.application_page(_app(request, pk), viewer=request.user)
    return render(request, "maintenance/security/application.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_application(request: UserRequest) -> HttpResponse:
    refuse_if(why_not_write(request.user, request.user.court_id))
    above = ("Aplikasi", reverse("maintenance:applications"))
    app = Application(court=request.user.court)
    form = ApplicationForm(request.POST or None, app=app, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Catat aplikasi", above=above)
    told = form.cleaned_data
    made = actions.add_application(told, by=request.user, at=now(), state=told["state"])
    messages.success(request, f"Aplikasi {made} dicatat.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_application(request: UserRequest, pk: int) -> HttpResponse:
    app = _app(request, pk)
    refuse_if(rules.why_not_keep(request.user, app))
    above = (app.name, app.get_absolute_url())
    form = ApplicationForm(request.POST or None, app=app, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, f"Ubah data {app}", above=above)
    made = actions.edit_application(app.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Data {made} disimpan.")
    return redirect(made)


@require_POST
@once_only
def retire_application(request: UserRequest, pk: int) -> HttpResponse:
    app = actions.retire_application(_app(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{app} dicatat dihentikan.")
    return redirect(app)


@require_POST
@once_only
def restore_application(request: UserRequest, pk: int) -> HttpResponse:
    app = actions.restore_application(_app(request, pk).pk, by=request.user, at=now())
    messages.success(request, f"{app} dicatat dipakai kembali.")
    return redirect(app)


@require_http_methods(["GET", "POST"])
@once_only
def note_weakness(request: UserRequest, pk: int) -> HttpResponse:
    app = _app(request, pk)
    refuse_if(rules.why_not_keep(request.user, app))
    above = (app.name, app.get_absolute_url())
    form = WeaknessForm(request.POST or None, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, f"Catat celah {app}", above=above)
    actions.note_weakness(app.pk, form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Celah {app} dicatat.")
    return redirect(app)


@require_http_methods(["GET", "POST"])
@once_only
def mend_weakness(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    rows = Weakness.objects.filter(application__court=request.user.court_id)
    weakness = get_object_or_404(rows.select_related("application"), pk=pk)
    refuse_if(rules.why_not_mend(request.user, weakness))
    app = weakness.application
    above = (app.name, app.get_absolute_url())
    form = MendForm(request.POST or None, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, "Tutup celah", above=above, lead=weakness.what)
    actions.mend_weakness(weakness.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Celah {app} ditutup.")
    return redirect(app)


# ------------------------------------------------------------------------------------ acceptance
@require_POST
@once_only
def begin_acceptance(request: UserRequest, pk: int) -> HttpResponse:
    begun = actions.begin_acceptance(_app(request, pk).pk, by=request.user, at=now())
    messages.success(
        request, f"Berkas {begun.case.number} dibuka. Tambahkan kasus uji dan pengujinya."
    )
    return redirect("maintenance:add_test", begun.pk)


@require_http_methods(["GET", "POST"])
@once_only
def add_test(request: UserRequest, pk: int) -> HttpResponse:
    refuse_if(why_not_read(request.user))
    rows = Acceptance.objects.filter(application__court=request.user.court_id)
    found = get_object_or_404(rows.select_related("application"), pk=pk)
    refuse_if(rules.why_not_add_test(request.user, found))
    app = found.application
    above = (app.name, app.get_absolute_url())
    form = AddTestForm(request.POST or None, by=request.user, cancel=above[1])
    if not form.is_valid():
        return form_page(request, form, f"Tambah kasus uji {app}", above=above)
    tests, tester = form.tests(usual_tests()), form.cleaned_data["tester"]
    made = actions.add_tests(found.pk, tests, tester=tester, by=request.user, at=now())
    messages.success(request, f"{len(made)} kasus uji ditambahkan untuk {tester}.")
    return redirect(f"{app.get_absolute_url()}#penerimaan")


@require_http_methods(["GET", "POST"])
@once_only
def test_case(request: UserRequest, pk: int) -> HttpResponse:
    test = _test(request, pk)
    page = pages.test_page(test, viewer=request.user)
    if page["why_not_answer"]:
        return render(request, "maintenance/security/test.html", page)
    form = AnswerForm(
        request.POST or None, request.FILES or None, test=test, cancel=reverse("home")
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "maintenance/security/test.html", page | {"form": form}, status=status
        )
    told = form.cleaned_data | {"evidence": form.cleaned_data["evidence"] or None}
    actions.answer_test(test.pk, **told, by=request.user, at=now())
    messages.success(request, "Hasil uji dicatat.")
    waiting = TestCase.objects.waiting_for(request.user).filter(acceptance=test.acceptance_id)
    return redirect(waiting.first() or test)


@require_POST
@once_only
def drop_test(request: UserRequest, pk: int) -> HttpResponse:
    found = actions.drop_test(_test(request, pk).pk, by=request.user, at=now())
    messages.success(request, "Kasus uji dibuang.")
    return redirect(found.application)


@require_safe
def evidence(request: UserRequest, pk: int) -> FileResponse:
    test = _test(request, pk)
    if not test.evidence:
        raise Http404
    response = FileResponse(
        test.evidence.open("rb"), content_type=test.evidence_type, as_attachment=True,
        filename=test.evidence_name,
    )  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response

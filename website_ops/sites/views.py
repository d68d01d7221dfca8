"""The sites: the list, one of them, and what is written down of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from sopti.backups.enums import Section
from sopti.backups.pages import section_rows
from sopti.core.errors import refuse_if
from sopti.core.words import month_name
from sopti.ui.once import once_only
from website_ops.renewals.pages import of_site
from website_ops.sites import actions, pages, rules
from website_ops.sites.forms import LookForm, PartForm, RetireForm, SiteForm, VisitorsForm
from website_ops.sites.freshness import standings
from website_ops.sites.models import ContentPart, Site

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.forms import PlainForm
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422


@require_safe
def sites(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    return render(request, "website_ops/sites.html", pages.sites_page(request.user, now=now()))


@require_safe
def site(request: UserRequest, pk: int) -> HttpResponse:
    found = _site(request, pk)
    page = pages.site_page(found, viewer=request.user, now=now())
    page["renewals"] = of_site(found, today=localdate())
    page["backups"] = section_rows(request.user, Section.WEBSITE, now=now())
    return render(request, "website_ops/site.html", page)


@require_http_methods(["GET", "POST"])
@once_only
def new_site(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_add(request.user))
    wanted = Site(court=request.user.court, keeper=request.user)
    cancel = reverse("website_ops:sites")
    form = SiteForm(request.POST or None, site=wanted, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title="Catat situs")
    made = actions.add_site(form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"Situs {made} dicatat. Tambahkan bagian yang perlu dijaga isinya.")
    return redirect(made)


@require_http_methods(["GET", "POST"])
@once_only
def edit_site(request: UserRequest, pk: int) -> HttpResponse:
    found = _site(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    cancel = found.get_absolute_url()
    form = SiteForm(request.POST or None, site=found, by=request.user, cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title="Ubah data situs", site=found)
    actions.change_site(found.pk, form.cleaned_data, by=request.user)
    messages.success(request, "Data situs disimpan.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def retire_site(request: UserRequest, pk: int) -> HttpResponse:
    found = _site(request, pk)
    refuse_if(rules.why_not_retire(request.user, found))
    cancel = found.get_absolute_url()
    form = RetireForm(request.POST or None, label="Tutup situs", today=localdate(), cancel=cancel)
    if not form.is_valid():
        return _form_page(request, form, title="Tutup situs", site=found)
    actions.retire_site(found.pk, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, f"{found} dicatat ditutup. Riwayatnya tetap tersimpan.")
    return redirect(found)


# ----------------------------------------------------------------------------------------- parts
@require_http_methods(["GET", "POST"])
@once_only
def new_part(request: UserRequest, pk: int) -> HttpResponse:
    found = _site(request, pk)
    refuse_if(rules.why_not_add_part(request.user, found))
    form = PartForm(request.POST or None, part=ContentPart(site=found), by=request.user)
    if not form.is_valid():
        return _form_page(request, form, title="Tambah bagian situs", site=found)
    made = actions.add_part(found.pk, form.cleaned_data, by=request.user)
    messages.success(request, f"Bagian {made} ditambahkan.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def edit_part(request: UserRequest, pk: int) -> HttpResponse:
    visible = ContentPart.objects.visible_to(request.user).select_related("site")
    part = get_object_or_404(visible, pk=pk)
    refuse_if(rules.why_not_change(request.user, part.site))
    form = PartForm(request.POST or None, part=part, by=request.user)
    if not form.is_valid():
        return _form_page(request, form, title=f"Ubah bagian {part}", site=part.site)
    actions.change_part(part.pk, form.cleaned_data, by=request.user)
    messages.success(request, f"Bagian {part} disimpan.")
    return redirect(part.site)


@require_http_methods(["GET", "POST"])
@once_only
def look(request: UserRequest, pk: int) -> HttpResponse:
    """Keep what was seen on a round through the site, on a phone."""
    found = _site(request, pk)
    refuse_if(rules.why_not_look(request.user, found))
    today = localdate()
    by_hand = ContentPart.objects.in_use().filter(site=found, monitor=None).for_pages()
    told = standings(by_hand, today=today)
    form = LookForm(request.POST or None, site=found, standings=told, today=today)
    if not form.is_valid():
        return _form_page(request, form, title="Catat kesegaran isi", site=found)
    count = actions.note_looks(found.pk, form.seen(), by=request.user, at=now())
    messages.success(request, f"Kesegaran {count} bagian dicatat.")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@once_only
def note_visitors(request: UserRequest, pk: int) -> HttpResponse:
    found = _site(request, pk)
    refuse_if(rules.why_not_change(request.user, found))
    last = found.visitor_months.first()
    form = VisitorsForm(
        request.POST or None, site=found, today=localdate(), source=last.source if last else ""
    )
    if not form.is_valid():
        return _form_page(request, form, title="Catat pengunjung", site=found)
    row = actions.note_visitors(found.pk, form.told(), by=request.user, at=now())
    messages.success(request, f"Pengunjung {month_name(row.month)} dicatat.")
    return redirect(f"{found.get_absolute_url()}#pengunjung")


# ----------------------------------------------------------------------------------------- shared
def _site(request: UserRequest, pk: int) -> Site:
    refuse_if(rules.why_not_read(request.user))
    return get_object_or_404(Site.objects.visible_to(request.user).for_pages(), pk=pk)


def _form_page(request: UserRequest, form: PlainForm, **page: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "website_ops/site_form.html", {"form": form, **page}, status=status)

"""A few pages to try the frame on: one that works, one with a form, and some that fail."""

import logging

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path
from django.utils.html import format_html

from sopti.core.errors import Refusal
from sopti.ui.crispy import submit_with
from sopti.ui.forms import (
    Choice,
    ClockField,
    DayField,
    MomentField,
    PlainForm,
    in_columns,
    reveal,
    tucked,
)
from sopti.ui.once import once_only

handler400 = "sopti.ui.views.bad_request"
handler403 = "sopti.ui.views.forbidden"
handler404 = "sopti.ui.views.not_found"
handler500 = "sopti.ui.views.broken"

PAGE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}Halaman coba{% endblock %}
{% block main %}<h1>Halaman coba</h1>{% if form %}{% crispy form %}{% endif %}{% endblock %}"""

OUTCOMES = [
    ("yes", Choice("Setujui", "Diteruskan ke langkah 9.")),
    ("no", Choice("Tolak", "Permintaan berakhir. Alasan wajib.", is_no=True, reveals=True)),
]


class TrialForm(PlainForm):
    not_done = "Keputusan belum dicatat."
    helper = submit_with(
        "Catat keputusan", cancel="/batal/", note="Menjadi FM/AS/32/10.", stick=True
    )

    outcome = in_columns(
        forms.ChoiceField(label="Keputusan", choices=OUTCOMES, widget=forms.RadioSelect), 2
    )
    reason = reveal(forms.CharField(label="Alasan penolakan", required=False))
    subject = forms.CharField(label="Perihal", help_text="Satu <kalimat> pendek.", max_length=20)
    to = forms.MultipleChoiceField(
        label="Diteruskan kepada",
        choices=[("a", Choice("Sekretaris", "Drs. Bambang")), ("b", "Operator/Admin")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    unit = forms.ChoiceField(label="Unit", choices=[("", "Pilih satu"), ("u", "Umum")])
    day = DayField(label="Tanggal", required=False)
    seen_at = MomentField(label="Waktu kejadian", required=False)
    clock = ClockField(label="Jam", required=False)
    note = tucked(forms.CharField(label="Catatan", required=False, widget=forms.Textarea))
    checked = forms.BooleanField(label="Saya sudah memeriksa", help_text="Sesuai kertasnya.")
    case = forms.CharField(widget=forms.HiddenInput, required=False)


def page(request, **context):
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def home(request):
    return page(request)


def form(request):
    filled = TrialForm(request.POST or None)
    if request.POST.get("subject") == "ditolak":
        raise Refusal(
            "Keputusan Anda tidak dicatat. Langkah 8 sudah disetujui Rina, Plh. Sekretaris."
        )
    return page(request, form=filled)


def said(request):
    messages.success(request, "Keputusan dicatat: setujui. Berkas diteruskan ke langkah 9.")
    messages.warning(request, "Formulir ini hampir kedaluwarsa.")
    messages.error(request, "<b>Tidak</b> dicatat.")
    return page(request)


@once_only
def done(request):
    messages.success(request, format_html("Keputusan <b>{}</b> dicatat.", request.POST["word"]))
    return redirect("home")


def refused(request):
    raise Refusal("Halaman ini dibuka oleh Ketua.")


def denied(request):
    raise PermissionDenied("Hanya untuk administrator.")


def tells(request):
    logging.getLogger("sopti.security").warning("denied", extra={"reason": "percobaan"})
    return page(request)


@login_not_required
def broken(request):
    raise RuntimeError


@login_not_required
def locked(request):
    raise OperationalError("database is locked")


@login_not_required
def upload(request):
    return HttpResponse(str(len(request.body)))


@login_not_required
def login(request):
    return render(request, "base.html")


def _app(name, *pages):
    return include(([path(f"{page}/", home, name=page) for page in pages], name))


urlpatterns = [
    path("", home, name="home"),
    path("formulir/", form, name="form"),
    path("pesan/", said),
    path("sekali/", done),
    path("ditolak/", refused),
    path("terlarang/", denied),
    path("bercerita/", tells),
    path("rusak/", broken),
    path("terkunci/", locked),
    path("unggah/", upload),
    path("masuk/", login, name="account_login"),
    path("keluar/", home, name="account_logout"),
    path("kata-sandi/", home, name="account_change_password"),
    path("berkas/", _app("workflow", "cases", "task")),
    path("sop/", _app("sop", "documents")),
    path("pengelolaan/", _app("people", "manage")),
    path("permintaan/", _app("requests", "new")),
    path("pemberitahuan/", _app("notifications", "inbox")),
]

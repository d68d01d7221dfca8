"""The pages of the house itself: what a person sees when something does not go through."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403.html", status=403)

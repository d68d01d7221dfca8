from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopti.search import pages
from sopti.search.forms import SearchForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest


@require_safe
def search(request: UserRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    page = pages.search_page(request.user, **form.chosen())
    return render(request, "search/search.html", page | {"asked": form})

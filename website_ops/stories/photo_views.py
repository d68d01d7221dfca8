"""Adding photos to a case, and giving them out: small, whole, or all chosen ones in a ZIP."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from sopti.core.errors import Refusal, refuse_if
from sopti.ui.once import once_only
from sopti.workflow import thumbnails
from sopti.workflow.models import Case, Task
from website_ops.stories import actions, rules
from website_ops.stories.fields import photo_row
from website_ops.stories.forms import PhotosForm
from website_ops.stories.models import Photo, Story
from website_ops.stories.views import came_from

if TYPE_CHECKING:
    from sopti.ui.http import UserRequest

UNPROCESSABLE = 422
POLICY = "sandbox; default-src 'none'"


@require_POST
@once_only
def add_photos(request: UserRequest, pk: int) -> HttpResponse:
    """Add photos to the story of a case. Sent one by one, each answers with its line."""
    visible = Case.objects.visible_to(request.user).select_related("court", "edition")
    found = get_object_or_404(visible, pk=pk)
    refuse_if(rules.why_not_work(request.user, found, Story.objects.filter(case=found).first()))
    form = PhotosForm(request.POST, request.FILES)
    alone = "one" in request.POST
    if not form.is_valid():
        if alone:
            return HttpResponse(form.sentences(), status=UNPROCESSABLE, content_type="text/plain")
        raise Refusal(f"Foto belum ditambahkan. {form.sentences()}")
    files = form.cleaned_data["photos"]
    added = actions.add_photos(found, files, by=request.user, at=now())
    if alone:
        return _lines(request, added, form.cleaned_data["field"])
    messages.success(request, _told(len(added), len(files)))
    return redirect(_back(request, found, form.cleaned_data["task"]))


def _lines(request: UserRequest, added: list[Photo], field: str) -> HttpResponse:
    rows = [photo_row(photo, field) for photo in added]
    template = "_photo_line.html" if field else "_photo_small.html"
    page = {"rows": rows, "photos": added}
    # Not the same status as an error, but nothing that leads on: the transaction stays.
    answer = render(request, f"website_ops/stories/{template}", page)
    answer["X-Added"] = str(len(added))
    return answer


def _told(added: int, sent: int) -> str:
    again = f" {sent - added} sudah ada sebelumnya." if sent > added else ""
    return f"{added} foto ditambahkan.{again}"


def _back(request: UserRequest, case: Case, task: int | None) -> str:
    found = Task.objects.visible_to(request.user).filter(pk=task or 0, case=case).first()
    return (found or case).get_absolute_url()


@require_POST
@once_only
def remove_photo(request: UserRequest, pk: int) -> HttpResponse:
    found = _photo(request, pk)
    actions.remove_photo(found.pk, by=request.user)
    messages.success(request, f"Foto nomor {found.number} dihapus dari naskah.")
    return redirect(came_from(request, found.story.get_absolute_url()))


@require_safe
def photo(request: UserRequest, pk: int) -> FileResponse:
    found = _photo(request, pk)
    return _sent(found.file.open("rb"), found.content_type)


@require_safe
def small_photo(request: UserRequest, pk: int) -> FileResponse:
    path = thumbnails.small_picture(_photo(request, pk))
    return _sent(path.open("rb"), thumbnails.CONTENT_TYPE)


@require_safe
def chosen_photos(request: UserRequest, pk: int) -> HttpResponse:
    """Give out the chosen photos in one file, named in the order of the page."""
    found = get_object_or_404(Story.objects.visible_to(request.user), pk=pk)
    photos = list(found.photos.chosen())
    if not photos:
        raise Http404
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for one in photos:
            ending = PurePosixPath(str(one.file.name)).suffix
            with one.file.open("rb") as file:
                archive.writestr(f"foto-{one.number:02}{ending}", file.read())
    answer = HttpResponse(out.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = (
        f'attachment; filename="foto-{slugify(found.headline)[:60]}.zip"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _photo(request: UserRequest, pk: int) -> Photo:
    visible = Photo.objects.visible_to(request.user).select_related("story__case__edition")
    return get_object_or_404(visible, pk=pk)


def _sent(file: object, content_type: str) -> FileResponse:
    answer = FileResponse(file, content_type=content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = POLICY
    answer["Cache-Control"] = "private, max-age=86400"
    return answer

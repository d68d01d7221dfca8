"""A sheet of ours on real paper: printed, photographed askew, scanned."""

import io
import subprocess

import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from sopti.reports.pdf import render_pdf
from sopti.reports.task_sheets import task_sheet
from sopti.workflow.models import Task
from tests.reports import objects

DOTS = 150  # to the inch: a poor scan


def printed(task, folder):
    """Return the sheet of a finished task as a picture of its first page."""
    found = Task.objects.for_pages().get(pk=task.pk)
    sheet = task_sheet(found, at=objects.PRINTED)
    (folder / "lembar.pdf").write_bytes(render_pdf(sheet.template, {"sheet": sheet}))
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS), "-gray", "-singlefile", "-png", "lembar.pdf", "lembar"],
        cwd=folder, check=True,
    )  # fmt: skip
    return Image.open(folder / "lembar.png")


def photographed(page, *, askew=6):
    """Lay the page askew on a table, out of focus and in poor light."""
    turned = page.convert("L").rotate(askew, expand=True, fillcolor=110, resample=Image.BICUBIC)
    noise = Image.effect_noise(turned.size, 60)
    return Image.blend(turned, noise, 0.25).filter(ImageFilter.GaussianBlur(0.8))


def upload(picture, name="pindaian.jpg"):
    out = io.BytesIO()
    picture.save(out, {"jpg": "JPEG", "png": "PNG", "pdf": "PDF"}[name.rpartition(".")[2]])
    return SimpleUploadedFile(name, out.getvalue())


def blank():
    return Image.new("L", (800, 1100), 250)


def with_code(address):
    """Return a page on which nothing stands but a QR code that leads to this address."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=6)
    page = blank()
    page.paste(Image.open(out).convert("L"), (100, 100))
    return page

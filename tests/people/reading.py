"""How these tests ask for a page of the administration and read it."""

import re

from django.urls import reverse


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(response):
    return " ".join(re.findall(r"<tbody>.*</tbody>", response.content.decode(), re.DOTALL))

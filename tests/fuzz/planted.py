"""The house with a page that does all that no page may do, for the tests to find."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from sopti.people.models import User
from sopti.urls import handler400, handler403, handler404, handler500  # noqa: F401
from sopti.urls import urlpatterns as of_the_house

PAGE = """<a href="/tanaman/?tahun=2026">tahun</a>
<form method="post" action="/tanaman/"><input type="number" name="jumlah" value="1"></form>"""


@login_not_required
def planted(request):
    if request.method == "POST":
        User.objects.update(position="Ketua")
        return HttpResponse("Tidak.", status=422)
    int(request.GET.get("tahun", "1"))
    return HttpResponse(PAGE + request.GET.get("kata", ""))  # which it does not escape


urlpatterns = [path("tanaman/", planted, name="planted"), *of_the_house]

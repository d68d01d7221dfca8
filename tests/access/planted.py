"""The house with a form that believes everything, for who must see that it does."""

from django.forms import Form, ModelChoiceField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import path

from maintenance.assets.models import Asset
from sopti.people.models import User
from sopti.urls import handler400, handler403, handler404, handler500  # noqa: F401
from sopti.urls import urlpatterns as of_the_house

PAGE = '<form method="post" action="">{% csrf_token %}{{ form }}</form>'


class BelievingForm(Form):
    owner = ModelChoiceField(User.objects.order_by("-pk"))


def believing(request):
    """Give the last thing of the person's court to whomever, with whatever else was sent."""
    form = BelievingForm(request.POST or None)
    if not form.is_valid():
        return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))
    asset = Asset.objects.filter(court=request.user.court_id).latest("pk")
    asset.holder = form.cleaned_data["owner"]
    for name in {"room", "note"} & set(request.POST):
        setattr(asset, name, request.POST[name])
    asset.save()
    return redirect("/")


urlpatterns = [path("tanaman/", believing, name="planted"), *of_the_house]

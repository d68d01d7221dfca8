from django.urls import path

from requests import views
from requests.closing.urls import urlpatterns as closing_urls

app_name = "requests"
urlpatterns = [*closing_urls, path("permintaan/baru/", views.new, name="new")]

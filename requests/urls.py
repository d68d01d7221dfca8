from django.urls import path

from requests import views

app_name = "requests"
urlpatterns = [path("permintaan/baru/", views.new, name="new")]

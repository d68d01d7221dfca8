from django.urls import path

from requests.earlier import views

urlpatterns = [
    path("register/lama/", views.earlier, name="earlier"),
    path("register/lama/<int:pk>/", views.earlier_request, name="earlier_request"),
    path("register/lama/impor/", views.import_earlier, name="import_earlier"),
    path("register/lama/impor/templat/", views.template, name="earlier_template"),
    path("register/lama/impor/<int:pk>/", views.preview, name="earlier_preview"),
    path("register/lama/impor/<int:pk>/catat/", views.carry_out, name="earlier_carry_out"),
    path("register/lama/impor/<int:pk>/batalkan/", views.undo, name="undo_earlier"),
]

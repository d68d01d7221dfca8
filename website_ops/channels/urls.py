from django.urls import path

from website_ops.channels import views

urlpatterns = [
    path("saluran/", views.channels, name="channels"),
    path("saluran/baru/", views.new_channel, name="new_channel"),
    path("saluran/<int:pk>/", views.edit_channel, name="edit_channel"),
]

from django.urls import path

from website_ops.social import views

urlpatterns = [
    path("media-sosial/", views.posts, name="posts"),
    path("media-sosial/bulanan/", views.month, name="social_month"),
    path(
        "media-sosial/bulanan/<int:pk>/<int:year>-<int:number>/",
        views.note_month,
        name="note_month",
    ),
]

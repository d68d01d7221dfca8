from django.urls import path

from website_ops.stories import photo_views, views

urlpatterns = [
    path("liputan/", views.stories, name="stories"),
    path("liputan/<int:pk>/", views.story, name="story"),
    path("liputan/<int:pk>/naskah/", views.paper, name="story_paper"),
    path("liputan/<int:pk>/tanda/", views.mark, name="mark_story"),
    path("liputan/<int:pk>/foto.zip", photo_views.chosen_photos, name="chosen_photos"),
    path("liputan/tanda/<int:pk>/hapus/", views.unmark, name="unmark_story"),
    path("liputan/berkas/<int:pk>/foto/", photo_views.add_photos, name="add_photos"),
    path("liputan/foto/<int:pk>/", photo_views.photo, name="photo"),
    path("liputan/foto/<int:pk>/kecil/", photo_views.small_photo, name="small_photo"),
    path("liputan/foto/<int:pk>/hapus/", photo_views.remove_photo, name="remove_photo"),
]

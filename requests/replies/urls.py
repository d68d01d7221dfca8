from django.urls import path

from requests.replies import views

urlpatterns = [
    path("meja/kalimat/", views.sentences, name="sentences"),
    path("meja/kalimat/sesuaikan/", views.adopt, name="adopt_sentences"),
    path("meja/kalimat/baru/", views.new_sentence, name="new_sentence"),
    path("meja/kalimat/<int:pk>/", views.change_sentence, name="change_sentence"),
    path("meja/kalimat/<int:pk>/pakai/", views.use_sentence, name="use_sentence"),
]

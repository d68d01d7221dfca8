from django.urls import path

from requests.satisfaction import views

urlpatterns = [
    path("survei/", views.rounds, name="survey_rounds"),
    path("survei/buka/", views.new_round, name="new_survey_round"),
    path("survei/<int:pk>/", views.show_round, name="survey_round"),
    path("survei/<int:pk>/isi/", views.answer, name="answer_survey_round"),
    path("survei/<int:pk>/atur/", views.set_round, name="set_survey_round"),
    path("survei/<int:pk>/tutup/", views.close_round, name="close_survey_round"),
    path("survei/<int:pk>/cetak/", views.print_round, name="print_survey_round"),
]

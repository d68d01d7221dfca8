from django.urls import path

from requests.knowledge import views

urlpatterns = [
    path("solusi/", views.solutions, name="solutions"),
    path("solusi/baru/", views.new_solution, name="new_solution"),
    path("solusi/mungkin/", views.maybe, name="maybe_helps"),
    path("solusi/<int:pk>/", views.article, name="article"),
    path("solusi/<int:pk>/ubah/", views.change_solution, name="change_solution"),
    path("solusi/<int:pk>/berlakukan/", views.put_in_force, name="put_solution_in_force"),
    path("solusi/<int:pk>/tarik/", views.withdraw, name="withdraw_solution"),
    path("solusi/<int:pk>/terbantu/", views.helped, name="helped"),
    path("solusi/untuk/<int:pk>/", views.likely, name="likely_solutions"),
    path("solusi/untuk/<int:pk>/lepas/", views.unlink, name="unlink_solution"),
    path("solusi/untuk/<int:pk>/<int:article_pk>/", views.link, name="link_solution"),
]

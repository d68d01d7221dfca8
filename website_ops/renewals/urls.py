from django.urls import path

from website_ops.renewals import views

urlpatterns = [
    path("situs/langganan/", views.renewals, name="renewals"),
    path("situs/langganan/baru/", views.new_service, name="new_service"),
    path("situs/langganan/<int:pk>/", views.service, name="service"),
    path("situs/langganan/<int:pk>/ubah/", views.edit_service, name="edit_service"),
    path("situs/langganan/<int:pk>/perpanjang/", views.renew_service, name="renew_service"),
    path("situs/langganan/<int:pk>/hentikan/", views.end_service, name="end_service"),
    path("situs/langganan/faktur/<int:pk>/", views.bill, name="bill"),
]

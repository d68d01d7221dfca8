from django.urls import path

from requests.desk_settings import views

HERE = "pengelolaan/meja-layanan/"

urlpatterns = [
    path(HERE, views.desk, name="desk_settings"),
    path(f"{HERE}kategori/", views.categories, name="categories"),
    path(f"{HERE}kategori/ambil/", views.take_over_categories, name="take_over_categories"),
    path(f"{HERE}kategori/baru/", views.new_category, name="new_category"),
    path(f"{HERE}kategori/<int:pk>/", views.edit_category, name="edit_category"),
    path(f"{HERE}kategori/<int:pk>/pindah/", views.move_category, name="move_category"),
    path(f"{HERE}kategori/<int:pk>/keadaan/", views.switch_category, name="switch_category"),
    path(f"{HERE}matriks/", views.matrix, name="matrix"),
    path(f"{HERE}target/", views.targets, name="targets"),
]

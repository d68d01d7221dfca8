from django.urls import path

from maintenance.assets import label_views, seat_views, views
from maintenance.assets.imports import views as import_views

urlpatterns = [
    path("aset/", views.assets, name="assets"),
    path("aset/baru/", views.new_asset, name="new_asset"),
    path("aset/<int:pk>/", views.asset, name="asset"),
    path("aset/<int:pk>/ubah/", views.edit_asset, name="edit_asset"),
    path("aset/<int:pk>/serah-terima/", views.hand_over, name="hand_over"),
    path("aset/<int:pk>/pekerjaan/", views.note_work, name="note_work"),
    path("aset/<int:pk>/hentikan/", views.retire, name="retire_asset"),
    path("aset/<int:pk>/pakai-kembali/", views.restore, name="restore_asset"),
    path("aset/<int:pk>/foto/", views.photo, name="asset_photo"),
    path("aset/<int:pk>/kartu/", views.card, name="asset_card"),
    path("aset/<int:pk>/lisensi/", seat_views.give_seat, name="give_seat"),
    path("aset/lisensi/<int:pk>/lepaskan/", seat_views.free_seat, name="free_seat"),
    path("aset/jenis/", seat_views.kinds, name="asset_kinds"),
    path("aset/label/", label_views.choose_labels, name="choose_labels"),
    path("aset/label/cetak/", label_views.print_labels, name="print_labels"),
    path("aset/xlsx/", import_views.assets_xlsx, name="assets_xlsx"),
    path("aset/csv/", import_views.assets_csv, name="assets_csv"),
    path("aset/impor/", import_views.import_assets, name="import_assets"),
    path("aset/impor/templat/", import_views.template, name="import_template"),
    path("aset/impor/<int:pk>/", import_views.import_preview, name="import_preview"),
    path("aset/impor/<int:pk>/catat/", import_views.carry_out, name="import_carry_out"),
    path("aset/serah-terima/<int:pk>/", views.handover, name="handover"),
]

from django.urls import path

from maintenance.security import views
from maintenance.security.applications import views as apps
from maintenance.security.risks import views as risks
from maintenance.security.watch import views as watch

urlpatterns = [
    path("keamanan/", views.security, name="security"),
    path("keamanan/peringatan/", watch.threats, name="threats"),
    path("keamanan/peringatan/baru/", watch.new_threat, name="new_threat"),
    path("keamanan/peringatan/<int:pk>/", watch.threat, name="threat"),
    path("keamanan/peringatan/<int:pk>/tutup/", watch.close_threat, name="close_threat"),
    path("keamanan/peringatan/<int:pk>/insiden/", watch.raise_threat, name="raise_threat"),
    path("keamanan/aplikasi/", apps.applications, name="applications"),
    path("keamanan/aplikasi/xlsx/", views.applications_xlsx, name="applications_xlsx"),
    path("keamanan/aplikasi/baru/", apps.new_application, name="new_application"),
    path("keamanan/aplikasi/<int:pk>/", apps.application, name="application"),
    path("keamanan/aplikasi/<int:pk>/ubah/", apps.edit_application, name="edit_application"),
    path("keamanan/aplikasi/<int:pk>/celah/", apps.note_weakness, name="note_weakness"),
    path("keamanan/aplikasi/<int:pk>/uji/", apps.begin_acceptance, name="begin_acceptance"),
    path("keamanan/aplikasi/<int:pk>/hentikan/", apps.retire_application, name="retire_app"),
    path("keamanan/aplikasi/<int:pk>/pakai/", apps.restore_application, name="restore_app"),
    path("keamanan/celah/<int:pk>/tutup/", apps.mend_weakness, name="mend_weakness"),
    path("keamanan/penerimaan/<int:pk>/kasus-uji/", apps.add_test, name="add_test"),
    path("keamanan/kasus-uji/<int:pk>/", apps.test_case, name="test_case"),
    path("keamanan/kasus-uji/<int:pk>/buang/", apps.drop_test, name="drop_test"),
    path("keamanan/kasus-uji/<int:pk>/bukti/", apps.evidence, name="test_evidence"),
    path("keamanan/risiko/", risks.risks, name="risks"),
    path("keamanan/risiko/xlsx/", views.risks_xlsx, name="risks_xlsx"),
    path("keamanan/risiko/baru/", risks.new_risk, name="new_risk"),
    path("keamanan/risiko/<int:pk>/", risks.risk, name="risk"),
    path("keamanan/risiko/<int:pk>/nilai/", risks.assess_risk, name="assess_risk"),
    path("keamanan/risiko/<int:pk>/tinjau/", risks.review_risk, name="review_risk"),
    path("keamanan/risiko/<int:pk>/tutup/", risks.close_risk, name="close_risk"),
    path("keamanan/pemulihan/", risks.recovery, name="recovery"),
    path("keamanan/pemulihan/baru/", risks.new_recovery_plan, name="new_recovery_plan"),
    path("keamanan/pemulihan/<int:pk>/", risks.recovery_plan, name="recovery_plan"),
    path("keamanan/pemulihan/<int:pk>/ubah/", risks.edit_recovery_plan, name="edit_recovery"),
    path("keamanan/pemulihan/<int:pk>/latihan/", risks.note_rehearsal, name="note_rehearsal"),
]

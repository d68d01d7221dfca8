"""Who it is, beyond the password; under allauth's own names where the pages are allauth's."""

from django.urls import include, path
from django.views.generic import RedirectView

from sopti.identity.views import court, devices, factors, held

OWN = (
    [
        path("akun/pastikan/lanjut/", held.held, name="held"),
        path("akun/pastikan/bersama/", factors.confirm_elsewhere, name="confirm_elsewhere"),
        path("akun/perangkat/", devices.devices, name="devices"),
        path("akun/perangkat/keluarkan/", devices.sign_out, name="sign_out"),
        path("akun/perangkat/keluarkan-lain/", devices.sign_out_others, name="sign_out_others"),
        path("pengelolaan/keamanan/", court.court, name="court"),
        path("pengelolaan/keamanan/aturan/", court.rule, name="rule"),
        path("pengelolaan/keamanan/pegawai/<int:pk>/", court.person, name="person"),
        path("pengelolaan/keamanan/pegawai/<int:pk>/atur-ulang/", court.reset, name="reset"),
    ],
    "identity",
)
KEY = "akun/keamanan/passkey/<int:pk>"

urlpatterns = [
    path("", include(OWN)),
    path("masuk/kode/", factors.authenticate, name="mfa_authenticate"),
    path("masuk/passkey/", factors.log_in_by_passkey, name="mfa_login_webauthn"),
    path("akun/pastikan/", factors.confirm_by_password, name="account_reauthenticate"),
    path("akun/pastikan/kode/", factors.confirm_by_code, name="mfa_reauthenticate"),
    path("akun/pastikan/passkey/", factors.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("akun/keamanan/", factors.security, name="mfa_index"),
    path(
        "akun/keamanan/passkey/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("akun/keamanan/passkey/tambah/", factors.add_passkey, name="mfa_add_webauthn"),
    path(f"{KEY}/ubah/", factors.name_passkey, name="mfa_edit_webauthn"),
    path(f"{KEY}/lepas/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("akun/keamanan/aplikasi/", factors.add_app, name="mfa_activate_totp"),
    path("akun/keamanan/aplikasi/lepas/", factors.remove_app, name="mfa_deactivate_totp"),
    path("akun/keamanan/kode-cadangan/", factors.show_codes, name="mfa_view_recovery_codes"),
    path(
        "akun/keamanan/kode-cadangan/baru/", factors.new_codes, name="mfa_generate_recovery_codes"
    ),
]

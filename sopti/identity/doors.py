"""Who may come through the addresses of accounts' security: each person to their own."""

from sopti.core.doors import MANAGER, OWN, PUBLIC

DOORS = {
    "held": OWN,
    "confirm_elsewhere": OWN,
    "devices": OWN,
    "sign_out": OWN,
    "sign_out_others": OWN,
    "court": MANAGER,
    "rule": MANAGER,
    "person": MANAGER.of("people.User"),
    "reset": MANAGER.of("people.User"),
}
OF_ALLAUTH = {
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "account_reauthenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_index": OWN,
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": OWN,
    "mfa_generate_recovery_codes": OWN,
}

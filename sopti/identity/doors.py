"""Who may come through the addresses of accounts' security: each person to their own."""

from sopti.core.doors import PERSON, PUBLIC

DOORS = {
    "held": PERSON,
    "devices": PERSON,
    "sign_out": PERSON,
    "sign_out_others": PERSON,
}
OF_ALLAUTH = {
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "account_reauthenticate": PERSON,
    "mfa_reauthenticate": PERSON,
    "mfa_reauthenticate_webauthn": PERSON,
    "mfa_index": PERSON,
    "mfa_list_webauthn": PERSON,
    "mfa_add_webauthn": PERSON,
    "mfa_edit_webauthn": PERSON,
    "mfa_remove_webauthn": PERSON,
    "mfa_activate_totp": PERSON,
    "mfa_deactivate_totp": PERSON,
    "mfa_view_recovery_codes": PERSON,
    "mfa_generate_recovery_codes": PERSON,
}

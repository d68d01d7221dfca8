"""By which column a person may be recognised, and how it is compared."""

# A name of an account and an address of mail know no capitals.
LOOKUPS = {"username": "username__iexact", "nip": "nip", "email": "email__iexact"}

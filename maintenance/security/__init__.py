"""Security: early warnings, applications and their acceptance, risks, recovery."""

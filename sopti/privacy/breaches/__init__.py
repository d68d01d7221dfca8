"""Register kegagalan pelindungan data: what was exposed, and who must be told within 72 hours."""

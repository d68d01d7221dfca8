"""The court's lines and its network: what was promised, measured, found and repaired."""

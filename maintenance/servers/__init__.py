"""The court's servers: what was read of them, when it was too much, and what was done."""

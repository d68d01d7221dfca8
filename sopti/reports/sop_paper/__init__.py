"""The SOP itself as paper: identity, then every procedure with its flowchart in its table."""

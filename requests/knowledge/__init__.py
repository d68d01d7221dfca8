"""Standard solutions: what helped before, found by the words of who needs it now."""

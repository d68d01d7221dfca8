"""The yearly IT programme: proposals, items, strategy, decree, and what became of it."""

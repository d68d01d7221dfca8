"""The report of a month or a year: drafted by itself, checked, signed, seen, and then frozen."""

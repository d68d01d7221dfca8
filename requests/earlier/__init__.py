"""Requests from before SOPTI: brought in from a table, found and printed, never judged."""

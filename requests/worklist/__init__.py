"""Meja layanan: all that waits at the desk on one page, and the same on paper for the day."""

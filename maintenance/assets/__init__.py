"""Aset: what the court runs on, who holds it, its history, its labels and its lists."""

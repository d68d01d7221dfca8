"""Copies of the whole installation: made while it is in use, proven, and brought back."""

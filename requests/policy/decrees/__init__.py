"""Decrees of the head of the court: drafted from a template, fixed once signed."""

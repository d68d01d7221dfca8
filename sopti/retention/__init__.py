"""Retention: how long the court keeps what surrounds the record, and how it is destroyed."""

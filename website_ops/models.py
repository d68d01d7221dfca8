"""The rows of what the court publishes, room by room."""

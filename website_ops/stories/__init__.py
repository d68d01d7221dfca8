"""What is written of the court's events for its website: text, photos, check, publication."""

"""The events that are covered, and the gear that goes out with who covers them."""

"""The library of regulations that the court's IT stands on."""

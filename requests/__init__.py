"""The service request: what a clerk asks of the IT desk. Not the HTTP library of that name."""

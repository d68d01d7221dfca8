"""Ready sentences: what the desk and the approvers write again and again, kept by the court."""

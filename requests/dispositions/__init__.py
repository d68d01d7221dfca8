"""After a disposition: who read it, taking it back, and passing it on with a line of one's own.

Passing on asks a person for something; the step stays with the role that the SOP names.
"""

"""What the court's own people think of its IT services, period by period. Never the official SKM.

Nine questions by the elements of Permenpan-RB 14/2017, answered once a person and kept without
the name. The three marks after a single request lie beside it (requests.closing).
"""

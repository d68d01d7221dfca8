"""Catatan kerja: when somebody really worked on a request, and what they did meanwhile.

Beside the SOP: nothing here changes a time of the case, whose norm counts from start to end.
"""

"""SIPP: whether it can be reached, who uses it, who complained, and how it was put right."""

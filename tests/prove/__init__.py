"""Proofs that take their time: what was tried, how often, and what was lost."""

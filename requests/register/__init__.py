"""Buku register permintaan: every service request of the court, found, sorted and taken along."""

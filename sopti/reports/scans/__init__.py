"""Scans of signed papers: read by their QR code, and laid back into their case."""

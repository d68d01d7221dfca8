"""Berkas bukti: every case of a procedure and a period in one ZIP, for whoever assesses."""

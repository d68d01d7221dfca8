"""Pemeliharaan: the year plan, the monthly checks of every device, and what follows from them."""

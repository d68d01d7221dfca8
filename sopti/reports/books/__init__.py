"""The registers of all rooms: one page, one paper and one spreadsheet for all of them."""

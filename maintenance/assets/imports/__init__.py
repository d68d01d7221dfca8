"""Assets from a spreadsheet: read, checked row by row, shown, then written all or not at all."""

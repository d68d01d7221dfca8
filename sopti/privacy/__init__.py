"""Personal data (UU 27/2022): what is held of a person, its correction, and when it was exposed."""

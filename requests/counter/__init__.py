"""The counter: requests that people bring to the desk or tell on the phone, written down."""

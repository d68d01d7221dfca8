"""What is paid for by the year: hosting, domain, connection, licences; and the bills."""

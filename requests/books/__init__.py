"""The registers of the service desk: requests, dispositions, approvals."""

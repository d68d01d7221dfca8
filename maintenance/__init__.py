"""The upkeep of what the court runs: devices, security, server, network, SIPP."""

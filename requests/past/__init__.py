"""An invented past of many cases: each of them a copy of one that the engine really carried."""

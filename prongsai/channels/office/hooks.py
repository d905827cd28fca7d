"""Where the office shows channels and the log of publications."""

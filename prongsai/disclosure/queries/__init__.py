"""Reading disclosure."""

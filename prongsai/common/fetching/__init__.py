"""Fetching from the network, guarded."""

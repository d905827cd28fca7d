"""Crash proof: the program is killed at random moments; nothing that was acknowledged is lost."""

"""Strangers' files, read in a child process into plain data."""

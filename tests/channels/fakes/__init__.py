"""Servers of the outside world on this machine: they speak the real protocols and fail on demand."""

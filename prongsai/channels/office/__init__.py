"""The office's screens: notices, mail, channels, the log of publications."""

from prongsai.channels.office import hooks, messages

__all__ = ["hooks", "messages"]

"""The staff room of the website."""

"""Office pages of the correspondence."""

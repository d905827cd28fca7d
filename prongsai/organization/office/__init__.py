"""Office pages of the organisation."""

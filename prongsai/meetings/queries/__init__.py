"""Reading meetings. Nobody gets one for a person except through the doors of `access`."""

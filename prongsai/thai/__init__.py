"""The ground: Buddhist-era calendar, fiscal years, periods, digits and Thai text. No Django."""

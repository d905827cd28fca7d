"""How a publication looks on each channel. Pure: from the logged publication to what is sent."""

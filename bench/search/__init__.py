"""Search at 20,000 documents: speed, and quality against questions judged by hand-made cuts."""

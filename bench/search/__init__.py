"""Search at 20,000 documents: speed, and quality against questions judged by hand-made cuts."""

from bench.search.measuring import measure

__all__ = ["measure"]

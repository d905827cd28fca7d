"""A Wagtail site as its own tutorial leaves it: one page with a text, to be compared with."""

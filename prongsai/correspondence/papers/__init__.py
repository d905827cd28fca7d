"""Official papers: what they say, how they look, their classes and own templates."""

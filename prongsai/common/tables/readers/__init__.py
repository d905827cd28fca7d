"""One reader per kind of file; all deliver the same grids."""

"""What official papers look like and say: layouts, starter texts, the office's own templates."""

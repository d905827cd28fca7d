"""Pure rules of the assessment: sums, levels, what would change them. Scores are 0–100."""

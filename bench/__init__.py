"""Speed, measured in one run on one machine and told as ratios and limits."""

"""Reading search: finding, completing what is typed, spelling, lists of the office."""

"""Lists of words, one or a phrase a line."""

"""Draw the pictures of the demo edition: all of them are computed, none is copied."""

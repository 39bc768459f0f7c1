"""From the labelled comments to the shipped file: one command, the same each time."""

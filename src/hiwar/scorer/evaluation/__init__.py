"""How well the scorer does: on any labelled file, and in its own model card."""

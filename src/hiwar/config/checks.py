"""What must hold before Hiwar starts."""

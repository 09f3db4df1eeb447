"""Claims of tables."""

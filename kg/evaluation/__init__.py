"""Compares what was extracted with what people annotated."""

"""Composition: read, extract, ground, appraise, store."""

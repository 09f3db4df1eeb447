"""Mentions to identifiers, each with its reason."""

"""From mentions to concepts: canonical labels, types and identifiers, with the reason for each."""

from kg.grounding.grounder import Grounder

__all__ = ["Grounder"]

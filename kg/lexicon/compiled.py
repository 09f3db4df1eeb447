"""Compiles the tables of the default vocabulary; what scripts/compile_vocabulary writes."""

from __future__ import annotations

from kg.lexicon.form_index import build_index, write_index
from kg.lexicon.homonyms import load_homonyms
from kg.lexicon.terms import load_concepts


def compile_default() -> str:
    """Return the text of ``kg/data/vocabulary.dict``."""
    surfaces = [entry.surface for entry in load_homonyms()]
    return write_index(build_index(load_concepts(), surfaces))

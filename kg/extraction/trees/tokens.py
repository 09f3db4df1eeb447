"""Tokens that stand for a term of the vocabulary, and the words that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.trees.amounts_said import AMOUNT
from kg.extraction.trees.parse_text import ParseText
from kg.lexicon.variants import singular

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token


def restore_terms(doc: Doc, source: ParseText, document: str) -> None:
    """Give the tokens of stand-ins the words and the lemma of the terms they stand for."""
    stand_ins = {s.start: s.source for s in source.segments if s.is_stand_in}
    if not stand_ins:
        return
    for token in doc:
        span = stand_ins.get(token.idx)
        if span is not None and token.lower_ != AMOUNT and token.pos_ not in {"VERB", "AUX"}:
            words = " ".join(span.text_of(document).split())
            token.term = words
            token.lemma_ = singular(words.split()[-1].lower())
            if token.dep_ == "acomp":  # "the result is pain": a noun, whatever the tagger thinks
                token.pos_, token.tag_, token.dep_ = "NOUN", "NN", "attr"


def is_term(token: Token) -> bool:
    """Say whether a token stands for a term of the vocabulary."""
    return token.term is not None


def printed(token: Token) -> str:
    """Return the words of the document that a token stands for."""
    return token.text if token.term is None else token.term

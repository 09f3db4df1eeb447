"""How well one thing works beside another: "X was no more effective than Y for Z"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal
from kg.extraction.syntax.typing import ILLNESS
from kg.lexicon.relations import Form, patterns_by_word
from kg.lexicon.word_classes import words_of
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_COMPARING = frozenset({"than", "to", "as", "over"})
_ABOUT = frozenset({"for", "against", "in", "on", "at"})
_MEASURED = frozenset({EntityType.BIOLOGICAL_MEASURE, EntityType.BIOLOGICAL_PROCESS})


def superiority_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each end that one thing is said to serve better, as well or no better."""
    well = words_of("working_well")
    for token in () if doc.lower_words.isdisjoint(well) else doc:
        if token.lower_ in well:
            others = [t for h in (token, token.head) for t in _compared(h)]
            if others:
                yield from _frames(token, others, arguments, type_of)


def _compared(holder: Token) -> list[Token]:
    return [t for p in prepositions(holder, _COMPARING) for t in governed(p) if is_nominal(t)]


def _frames(
    word: Token, others: list[Token], arguments: Arguments, type_of: TypeOf
) -> Iterator[Frame]:
    subjects = arguments.fillers(_said_of(word))
    holders = (word, word.head, *others)
    ends = [t for h in holders for p in prepositions(h, _ABOUT) if p.i > word.i
            for t in governed(p)]  # fmt: skip
    for subject in subjects:
        for predicate, end in _served(ends, arguments, type_of):
            if end.phrase.head is not subject.phrase.head:
                yield Frame(predicate, subject, end, word, "works-beside", 0.75)


def _said_of(word: Token) -> list[Token]:
    """Return X of "X was superior", "found X more effective" and "found X to be as effective"."""
    own = [c for c in word.children if c.dep_ == "nsubj" and is_nominal(c)]
    verb = word.head
    if own or not is_verbal(verb):
        return own
    if verb.dep_ in {"xcomp", "ccomp"} and verb.lemma_ == "be":
        raised = [c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i]
        if raised:
            return raised
    return surface_subjects(verb) if word.dep_ in {"acomp", "attr", "advmod", "oprd"} else []


def _served(
    ends: list[Token], arguments: Arguments, type_of: TypeOf
) -> Iterator[tuple[Predicate, Filler]]:
    for end in ends:
        if end.tag_ == "VBG":
            patterns = patterns_by_word(Form.VERB).get(end.lemma_, ())
            predicate = next((p.predicate for p in patterns if p.object == "obj"), None)
            objects = [c for c in end.children if c.dep_ == "dobj"]
            if predicate is not None:
                yield from ((predicate, one) for one in arguments.fillers(objects))
            continue
        for one in arguments.fillers([end]):
            kind = type_of(one.text)
            if kind in ILLNESS:
                yield Predicate.TREATS, one
            elif kind in _MEASURED:
                yield Predicate.AFFECTS, one

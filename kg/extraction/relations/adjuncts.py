"""Causes named by an adjunct ("because of X") or a compound ("X-induced Y")."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.filling import fill
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.relations import Form, RelationPattern, patterns_by_word
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token


def adjunct_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each connective of cause and what it explains."""
    by_first = _by_first_word()
    if doc.words.isdisjoint(by_first):
        return
    for token in doc:
        for words, pattern in by_first.get(token.lower_, ()):
            if [t.lower_ for t in doc[token.i : token.i + len(words)]] != list(words):
                continue
            last = doc[token.i + len(words) - 1]
            causes = _causes(token, last)
            effects = [t for t in fill(token, pattern.object) if t is not token]  # "Thanks to"
            for cause in arguments.fillers(causes):
                for effect in arguments.fillers(effects):
                    if cause.phrase.head.i != effect.phrase.head.i and _fits(pattern, effect):
                        yield Frame(
                            pattern.predicate, cause, effect, token, pattern.id, pattern.confidence
                        )
            break


def _fits(pattern: RelationPattern, effect: Filler) -> bool:
    return not pattern.object_types or type_of(effect.text) in pattern.object_types


@functools.cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], RelationPattern]]]:
    table: dict[str, list[tuple[tuple[str, ...], RelationPattern]]] = {}
    for connective, patterns in patterns_by_word(Form.ADJUNCT).items():
        words = tuple(connective.split())
        table.setdefault(words[0], []).append((words, patterns[0]))
    return table


def _causes(first: Token, last: Token) -> list[Token]:
    """Return what a connective governs; the parser may hang it on its first word ("because")."""
    found = [*governed(last), *_loose_objects(last)] or governed(first)
    is_place = bool(found) and type_of(phrase(found[0]).text) is EntityType.TISSUE
    return [] if is_place else found  # "bleeding from the gut" says where


def _loose_objects(last: Token) -> list[Token]:
    """Return the noun after "because of", which the parser hangs in several ways."""
    return [c for c in last.children if c.dep_ in {"pobj", "dobj"} and c not in governed(last)]


def compound_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each "X-induced Y"."""
    table = patterns_by_word(Form.COMPOUND)
    if doc.words.isdisjoint(table):
        return
    for token in doc:
        patterns = table.get(token.lower_)
        if not patterns or token.i < 2 or token.nbor(-1).text != "-":
            continue
        head = token.head
        if not is_nominal(head) or head.i < token.i:
            continue
        pattern = patterns[0]
        before = token.nbor(-2)
        if is_pronoun(before) or len(before) == 1:  # "self-induced", "X-linked"
            continue
        if pattern.predicate is Predicate.ASSOCIATED_WITH and _is_plain(head):
            continue
        cause = Filler(Phrase(before, tuple(_stem(before))))
        for effect in arguments.fillers([head]):
            kept = tuple(t for t in effect.phrase.tokens if t.i > token.i)
            named = Filler(Phrase(effect.phrase.head, kept or (effect.phrase.head,)))
            yield Frame(pattern.predicate, cause, named, token, pattern.id, pattern.confidence)


def _is_plain(noun: Token) -> bool:
    """Say whether a noun names nothing that could be related: "diet-related problems"."""
    return any(in_class(noun.lemma_, name) for name in ("generic_class", "empty_noun"))


def _stem(token: Token) -> list[Token]:
    """Return the words before the hyphen that belong together ("vitamin D-related")."""
    own = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    return [*own, token]

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
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token


_GIVEN = frozenset({EntityType.DRUG, EntityType.PROCEDURE})  # for an illness, not by it


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
    if pattern.object_types and type_of(effect.text) not in pattern.object_types:
        return False
    is_given = type_of(effect.text) in _GIVEN and is_nominal(effect.phrase.head)
    return not is_given  # "antibiotics because of an infection" are its treatment


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
    for token in doc[2:]:
        patterns = table.get(token.lower_)
        if patterns and token.nbor(-1).text == "-":
            yield from _of_compound(token, patterns[0], arguments)


def _of_compound(
    participle: Token, pattern: RelationPattern, arguments: Arguments
) -> Iterator[Frame]:
    head, before = _brought(participle), _before_hyphen(participle)
    if head is None or is_pronoun(before) or len(before) == 1:  # "self-induced", "X-linked"
        return
    if pattern.predicate is Predicate.ASSOCIATED_WITH and _is_plain(head):
        return
    causes = [Filler(Phrase(one, tuple(_stem(one)))) for one in (*_paired(before), before)]
    for effect in arguments.fillers([head]):
        kept = tuple(t for t in effect.phrase.tokens if t.i > participle.i)
        named = Filler(Phrase(effect.phrase.head, kept or (effect.phrase.head,)))
        for cause in causes:
            yield Frame(pattern.predicate, cause, named, participle, pattern.id, pattern.confidence)


def _before_hyphen(participle: Token) -> Token:
    """Return what induced: "cyclosporine" of "cyclosporine A-induced", two words to the parser."""
    before = participle.nbor(-2)
    is_letter = len(before) == 1 and participle.i > 2 and is_nominal(participle.nbor(-3))
    return participle.nbor(-3) if is_letter else before


def _brought(participle: Token) -> Token | None:
    """Return Y of "X-induced Y", also where the parser takes "induced" for a main verb."""
    head = participle.head
    if is_nominal(head) and head.i > participle.i:
        return head
    if participle.tag_ not in {"VBD", "VBN"}:
        return None
    return next((c for c in participle.rights if c.dep_ == "dobj" and is_nominal(c)), None)


def _paired(cause: Token) -> list[Token]:
    """Return cisplatin for "cisplatin and bleomycin-induced Y"; both must be drugs."""
    if cause.left_edge.i < 2 or cause.left_edge.nbor(-1).lower_ not in {"and", "or", "/"}:
        return []
    other = cause.left_edge.nbor(-2)
    is_pair = type_of(other.text) is EntityType.DRUG is type_of(cause.text)
    return [other] if is_pair and is_nominal(other) else []


def _is_plain(noun: Token) -> bool:
    """Say whether a noun names nothing that could be related: "diet-related problems"."""
    return any(in_class(noun.lemma_, name) for name in ("generic_class", "empty_noun"))


def _stem(token: Token) -> list[Token]:
    """Return the words before the hyphen that belong together ("vitamin D-related")."""
    own = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    return [*own, token]

"""Events named with what they come from: "shrinkage from washing", "grief after a loss".

The preposition alone says little: "results from a trial", "bleeding from the gut", "pain after
noon". A cause is told where both sides name what happens, is done or is felt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.actions import action_phrase
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.events import is_event
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal, is_pronoun
from kg.lexicon.relations import Form, patterns_by_word
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_AFTER = frozenset({"after", "following"})
_CONFIDENCE = {"event-from": 0.6, "event-after": 0.5, "event-by": 0.6}
_NEAR = 3  # words between what is joined before one "from"
_HARM = "harm-from"  # the pattern that lists nouns of harm


def source_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each event and the event that it is said to come from or to follow."""
    for word in doc:
        if word.lower_ == "from" and not _is_range(word):
            rule, effects = "event-from", [t for t in _said_of(word) if _may_come_from(t)]
        elif word.lower_ in _AFTER:
            rule, effects = "event-after", [t for t in _said_of(word) if _is_harm(t)]
        elif word.lower_ == "by" and is_nominal(word.head):
            rule, effects = "event-by", [t for t in _said_of(word) if _is_harm(t)]
        else:
            continue
        causes = [c for t in governed(word) if _may_cause(t) for c in _causes(t, arguments)]
        for effect in arguments.fillers(effects) if causes else ():
            for cause in causes:
                if effect.phrase.head.i < word.i != cause.phrase.head.i:
                    yield Frame(Predicate.CAUSES, cause, effect, word, rule, _CONFIDENCE[rule])


def _causes(token: Token, arguments: Arguments) -> list[Filler]:
    if token.tag_ == "VBG" and not is_nominal(token):
        return arguments.fillers([token]) or [Filler(action_phrase(token))]
    return arguments.fillers([token])


def _is_range(word: Token) -> bool:
    """Say whether "from" opens a way or a range: "from the hip to the knee"."""
    return any(c.lower_ in {"to", "into", "until"} and c.i > word.i for c in word.head.rights)


def _may_cause(token: Token) -> bool:
    return is_event(token) and not in_class(token.lemma_, "no_occasion")


def _said_of(word: Token) -> list[Token]:
    """Return what a preposition is said of: its noun, or the object or subject before it."""
    head = word.head
    if head.lemma_ == "be" and word.i == head.i + 1:
        return [t for t in surface_subjects(head) if is_nominal(t) and not is_pronoun(t)]
    if is_verbal(head) and not in_class(head.lemma_, "from_verb") and word.i > head.i:
        return [t for noun in _right_before(word) for t in (noun, *_before(noun))]
    if not is_nominal(head) or is_pronoun(head) or head.i > word.i or _is_kept(head):
        return []
    return [head, *_before(head)]


def _is_kept(noun: Token) -> bool:
    """Say whether a verb's "from" was hung on its object: "keeps clots from forming"."""
    return noun.dep_ == "dobj" and in_class(noun.head.lemma_, "from_verb")


def _right_before(word: Token) -> Iterator[Token]:
    """Yield the noun whose phrase ends before a preposition that was hung on the verb."""
    noun = word.nbor(-1)
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and not is_event(noun):
        noun = noun.head.head
    if is_nominal(noun) and noun.dep_ in {"dobj", "pobj", "conj"} and noun.i > word.head.i:
        yield noun


def _before(noun: Token) -> Iterator[Token]:
    """Yield the pleasure of "pleasure and comfort from singing"; noun is "comfort"."""
    first = noun.head
    is_near = noun.dep_ == "conj" and noun.i - first.i <= _NEAR
    if is_near and is_nominal(first) and first.nbor(1).text != ",":
        yield first


def _may_come_from(noun: Token) -> bool:
    return is_event(noun) and not in_class(noun.lemma_, "from_elsewhere")


def _is_harm(noun: Token) -> bool:
    """Say whether a noun is one of harm: what follows an event by itself, not by choice."""
    listed = patterns_by_word(Form.NOUN).get(noun.lemma_.lower(), ())
    return any(pattern.id == _HARM for pattern in listed) and not _is_acted_on(noun)


def _is_acted_on(noun: Token) -> bool:
    """Say whether another event is named by its "of": "treatment of pain by heat"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_event(noun.head.head)

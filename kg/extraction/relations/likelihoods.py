"""Likelihood of the reader's: "you are more likely to get X if you smoke", "at higher risk if".

What the clause of condition says of people (what they have, take, do or are) raises or lowers the
chance of X; where X is not named, of what the text is about. Long conditions are cut up by the
parser, so their verbs are taken in the order of words up to the end of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.arguments import is_argument
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.slots.sufferers import developing
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, conjuncts, is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_RISING = frozenset({"more", "higher", "increased", "greater", "raised", "twice", "times", "most"})
_FALLING = frozenset({"less", "lower", "reduced", "decreased", "smaller", "half", "least"})
_IF = frozenset({"if", "when"})
_READER = frozenset({"you", "they", "he", "she", "your"})
_BOUNDS = frozenset({"but", ";", "because", "so", "than", "although", "while"})
_HABITS = frozenset({"smoke", "smoked"})  # verbs that name what people do without an object
_LIMITS = frozenset({"over", "under", "above", "below"})  # "if you are over 50"
_CONFIDENCE = 0.7


def likelihood_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each condition that a sentence says the reader's chances hang on."""
    words = doc.lower_words
    if words.isdisjoint(_IF) or words.isdisjoint({"likely", "prone", "risk", "chance", "chances"}):
        return
    start = next((t for t in doc if t.lower_ in _IF and _is_readers(t)), None)
    told = next((t for t in doc if _tells_chance(t)), None)
    if start is None or told is None:
        return
    way = _way_of(told)
    if way is None:
        return
    outcomes: list[Filler | None] = [*arguments.fillers(_outcomes(told))]
    if _outcomes(told) and not outcomes:
        return
    for condition in _conditions(start):
        for outcome in outcomes or [None]:
            yield Frame(way, condition, outcome, told, "likely-if", _CONFIDENCE)


def _is_readers(mark: Token) -> bool:
    """Say whether a clause of condition speaks of people by a pronoun: "if you have asthma"."""
    after = mark.nbor(1) if mark.i + 1 < len(mark.doc) else None
    return after is not None and after.lower_ in _READER


def _tells_chance(token: Token) -> bool:
    if token.lower_ in {"likely", "prone"}:
        return token.dep_ == "acomp" and _is_of_people(token.head)
    if not in_class(token.lemma_, "strict_risk"):
        return False
    owned = any(c.dep_ == "poss" and c.lower_ == "your" for c in token.lefts)
    if token.dep_ == "pobj" and token.head.lower_ == "at":
        return _is_of_people(token.head.head)
    return owned or (token.dep_ == "dobj" and _is_of_people(token.head))


def _is_of_people(verb: Token) -> bool:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(s.lower_ in _READER or in_class(s.lemma_, "strict_person") for s in subjects)


def _way_of(told: Token) -> Predicate | None:
    own = {t.lower_ for c in told.lefts for t in c.subtree}
    verb = {c.lower_ for c in told.head.children} | {told.head.lemma_}
    if (own | verb) & _FALLING:
        return Predicate.DECREASES_RISK_OF
    is_rising = bool((own | verb) & _RISING) or told.head.lemma_ in {"increase", "rise", "grow"}
    is_bare = told.dep_ == "pobj" and not any(c.dep_ == "neg" for c in told.head.head.children)
    return Predicate.INCREASES_RISK_OF if is_rising or is_bare else None


def _outcomes(told: Token) -> list[Token]:
    return developing(told) or governed_by(told, frozenset({"of", "for", "to"}))


def _conditions(mark: Token) -> Iterator[Filler]:
    """Yield what people have, take, do or are in the words after "if"."""
    for token in mark.doc[mark.i + 1 :]:
        if token.lower_ in _BOUNDS:
            return
        if token.lower_ in _HABITS:
            yield Filler(Phrase(token, (token,)), "smoking")
        elif token.lower_ in _LIMITS and token.head.lemma_ == "be":
            ages = [c for c in token.rights if c.dep_ == "pobj" and c.like_num]
            yield from (
                Filler(Phrase(token, (token, age)), f"age {token.lower_} {age.text}")
                for age in ages
            )
        elif is_verbal(token):
            yield from (Filler(one) for head in _held(token) for one in _named(head))


def _held(verb: Token) -> list[Token]:
    after = [c for c in verb.children if c.i > verb.i]
    if verb.lemma_ == "be":
        return [c for c in after if c.dep_ in {"attr", "acomp"} and _is_condition(c)]
    holding = any(in_class(verb.lemma_, name) for name in ("having", "getting", "intake"))
    return [c for c in after if c.dep_ == "dobj" and is_nominal(c)] if holding else []


def _is_condition(word: Token) -> bool:
    """Say whether what people are is known as a condition: "overweight", "pregnant"."""
    return type_of(phrase(word).text) in {EntityType.CONDITION, EntityType.SYMPTOM}


def _named(head: Token) -> Iterator[Phrase]:
    for one in conjuncts(head):
        own = phrase(one)
        if is_argument(own) and not is_pronoun(one):
            yield own

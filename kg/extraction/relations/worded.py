"""Claims of sentences whose words state a relation that no pattern could take apart.

Some place of the sentence words a relation ("were more likely", "plays a key role", "had an
effect"); what it ties is taken from where subjects and objects stand. The relation stays general,
associated with or affects, and the confidence low. Where a vocabulary knows both things, a pattern
would have read what is said of them, and nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.frames import Filler, Frame
from kg.extraction.phrases import Phrase, is_nominal, is_pronoun, phrase
from kg.extraction.relations.arguments import is_argument
from kg.extraction.relations.compared_groups import kind_of
from kg.extraction.syntax import is_verbal, surface_subjects
from kg.lexicon.relations import Form, patterns_by_word
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType, Predicate, Wording

if TYPE_CHECKING:
    from kg.extraction.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_POSTMODIFIERS = frozenset({"relcl", "acl", "prep"})
_LONGEST = 9  # words of a group of people with what sets it apart
_MODIFYING = frozenset({"compound", "nmod", "amod", "poss", "npadvmod", "nummod"})
_CONFIDENCE = 0.4


def worded_frames(
    doc: Doc, wording: Wording, places: Iterable[Token], type_of: TypeOf
) -> Iterator[Frame]:
    """Yield a frame for the first place that words a relation and has two things beside it.

    Where a pronoun is its subject, that is the first one yielded; what stands beside it comes
    second, for where nobody knows what the pronoun stands for.

    Args:
        doc: The sentence.
        wording: How strong a relation the sentence words.
        places: Words that say so, in order.
        type_of: Types of labels.
    """
    named = [token for token in doc if _is_named(token)]
    for place in places:
        ends = _ends(place, named)
        if ends is None:
            continue
        subject, obj = (Filler(_whole(token)) for token in ends)
        if _overlap(subject, obj) or not _is_new(subject, obj, type_of):
            continue
        is_loose = wording is Wording.CORRELATIONAL
        predicate = Predicate.ASSOCIATED_WITH if is_loose else Predicate.AFFECTS
        found = Frame(predicate, subject, obj, place, "worded", _CONFIDENCE, wording=wording)
        pronouns = [s for s in surface_subjects(_clause_of(place)) if is_pronoun(s)]
        if pronouns and not _is_people(obj):
            yield replace(found, subject=Filler(phrase(pronouns[0])))
        yield found
        return


def _overlap(subject: Filler, obj: Filler) -> bool:
    first, second = subject.phrase, obj.phrase
    return first.head in second.tokens or second.head in first.tokens


def _is_new(subject: Filler, obj: Filler, type_of: TypeOf) -> bool:
    """Say whether no vocabulary knows one of two things, and the claim is not about people."""
    if _is_people(obj) or (_is_people(subject) and len(subject.phrase.tokens) < 2):
        return False
    return _is_people(subject) or any(
        type_of(one.text) is EntityType.OTHER for one in (subject, obj)
    )


def _is_people(one: Filler) -> bool:
    return in_class(one.phrase.head.lemma_, "strict_person")


def _ends(place: Token, named: list[Token]) -> tuple[Token, Token] | None:
    """Return what stands on both sides of a place, or the first two things after it."""
    before = [token for token in named if token.i < place.i]
    after = [token for token in named if token.i > place.i]
    if not after:
        return None
    subjects = [s for s in surface_subjects(_clause_of(place)) if s in before]
    if subjects or before:
        return (subjects or before)[-1], after[0]
    return (after[0], after[1]) if len(after) > 1 else None


def _clause_of(token: Token) -> Token:
    while not is_verbal(token) and token.head is not token:
        token = token.head
    return token


def _is_named(token: Token) -> bool:
    """Say whether a word names something that a claim can be about, people included."""
    if not is_nominal(token) or is_pronoun(token) or token.dep_ in _MODIFYING:
        return False
    if token.text == "%" or kind_of("control", token):
        return False
    if token.lemma_.lower() in patterns_by_word(Form.NOUN) or in_class(token.lemma_, "unit_noun"):
        return False
    return in_class(token.lemma_, "strict_person") or is_argument(phrase(token))


def _whole(head: Token) -> Phrase:
    """Return the phrase of a noun; for people with what sets them apart."""
    one = phrase(head)
    if not in_class(head.lemma_, "strict_person"):
        return one
    own = next((c for c in head.rights if c.dep_ in _POSTMODIFIERS and c.i > head.i), None)
    if own is None or own.right_edge.i - head.i > _LONGEST:
        return one
    return Phrase(
        head, (*one.tokens, *head.doc.tokens[one.tokens[-1].i + 1 : own.right_edge.i + 1])
    )

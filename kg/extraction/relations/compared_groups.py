"""What sets a compared group apart: "patients with gout", "the zinc group"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.sufferers import is_without
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler
from kg.extraction.syntax.phrases import (
    Phrase,
    conjuncts,
    is_nominal,
    is_pronoun,
    phrase,
    spelled_out,
)
from kg.extraction.syntax.typing import TAKEN, type_of
from kg.lexicon.word_classes import in_class
from kg.lexicon.word_roles import word_roles

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

COMPARED = frozenset({"than", "compared", "versus", "vs", "vs.", "relative", "comparison"})
_PLACES = frozenset({"in", "among", "with", "for", "after", "during", "following", "under"})
_ARMS = frozenset({"group", "arm", "cluster", "practice"})
_DOERS = ("ers", "ors", "ists", "ants", "ees", "etes", "ians")  # endings of nouns of people
_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM", "X"})


def kind_of(role: str, token: Token) -> str | None:
    """Return what a word does in a comparison in ``role``, or None."""
    kinds = _kinds(role)
    return kinds.get(token.lower_) or kinds.get(token.lemma_.lower())


@functools.cache
def _kinds(role: str) -> dict[str, str]:
    groups = word_roles("comparatives").by_role.get(role, {})
    return {word: group.kind for word, group in groups.items()}


def after(head: Token, words: frozenset[str]) -> list[Token]:
    """Return the nouns that prepositions among ``words`` tie to ``head``."""
    found = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in words:
            found += [t for t in governed(child) if is_nominal(t)]
    return found


def placed(head: Token) -> list[Token]:
    """Return the group of "in X", the control of "than in Z" left out."""
    return _placed(head)[:1]


def placed_after(verb: Token, word: Token) -> list[Token]:
    """Return the group that is named after a word: "in addition, X was higher in the A group"."""
    return [t for t in _placed(verb) if t.i > word.i][:1]


def _placed(head: Token) -> list[Token]:
    places = [c for c in head.children if c.dep_ == "prep" and c.lower_ in _PLACES]
    found = (t for place in places for t in governed(place) if is_nominal(t))
    return [group for one in found for group in _beyond_unit(one)]


def _beyond_unit(noun: Token) -> list[Token]:
    """Return the group of "for 30 min in the zinc group", which the parser hangs on the minutes.

    "After two years of treatment" is left to what the unit stands for.
    """
    is_unit = in_class(noun.lemma_, "unit_noun") and not after(noun, frozenset({"of"}))
    return after(noun, _PLACES) if is_unit else [noun]


def placed_in(measures: list[Token]) -> list[Token]:
    """Return the group that a measure names itself: "time to relief in the X group"."""
    words = frozenset({"in", "of", "among"})
    holders = [t.head for m in measures for t in m.subtree if t.dep_ == "prep"]
    return [g for holder in holders for g in after(holder, words) if is_group(g)][:1]


def is_group(token: Token) -> bool:
    """Say whether a noun names people or animals by their part in a study."""
    if kind_of("group", token) is not None or in_class(token.lemma_, "strict_person"):
        return True
    return is_doer(token) and _is_on_something(token)


def is_doer(noun: Token) -> bool:
    """Say whether a plural has the ending of those who do something: "players", "athletes"."""
    return noun.tag_ == "NNS" and noun.lower_.endswith(_DOERS)


def _is_on_something(people: Token) -> bool:
    """Say whether a noun is followed by what was taken: "players on creatine"."""
    return any(
        type_of(phrase(taken).text) in TAKEN
        for child in people.rights
        if child.dep_ == "prep" and child.lower_ == "on" and child.i == people.i + 1
        for taken in governed(child)
    )


def is_compared(word: Token, groups: list[Token]) -> bool:
    """Say whether two things are set against each other, by the word's form or what follows."""
    if word.tag_ in {"JJR", "RBR"} or is_verbal(word) or word.tag_ in {"VBN", "VBD"}:
        return True
    if word.lower_.endswith("ed"):  # "elevated", an adjective to the tagger
        return True
    return any(t.lower_ in COMPARED for t in word.sent) and (not groups or word.i < groups[0].i)


def group_fillers(groups: tuple[Token, ...], arguments: Arguments) -> Iterator[Filler]:
    """Yield what groups stand for; something that is no group stands for itself."""
    for group in groups:
        for one in conjuncts(group):
            if is_group(one):
                yield from apart(one, arguments)
            elif not in_class(one.lemma_, "study") and not is_pronoun(one):
                yield from arguments.fillers([one])


def apart(group: Token, arguments: Arguments) -> Iterator[Filler]:
    """Yield what sets a group apart: "patients with X", "the X group", "women who took X"."""
    if is_without(group):
        return
    inner = _arm_of(group)
    if inner is not None:
        yield from apart(inner, arguments)
        return
    stated = arguments.fillers(_stated(group) or _given_next(group) or _stated_next(group))
    if stated:
        yield from stated
    elif names_group(group.doc, group.i + 1):
        yield Filler(Phrase(group, (group, group.nbor(1))))
    else:
        named = (_by_modifier(one, group) for one in spelled_out(group))  # "lithium and placebo"
        yield from (one for one in named if one is not None)


def _stated(group: Token) -> list[Token]:
    """Return gout of "patients with gout" and zinc of "women who took zinc"."""
    found: list[Token] = []
    for child in group.rights:
        if child.dep_ == "prep" and child.lower_ in {"with", "on", "of", "without"}:
            found += governed(child)
        elif child.dep_ in {"relcl", "acl"} and kind_of("receiving", child):
            found += _received(child)
    return found


def _arm_of(group: Token) -> Token | None:
    """Return the group of "subjects in the zinc group", or None."""
    inside = (t for t in after(group, frozenset({"in", "from", "within"})) if t.lemma_ in _ARMS)
    return next(inside, None)


def _by_modifier(one: Phrase, group: Token) -> Filler | None:
    """Return zinc of "the zinc group", and the people where age, sex or habit tells them apart."""
    own = tuple(t for t in one.tokens if t.i < group.i)
    if any(t.lower_.startswith("year") or t.lower_.endswith("-old") for t in own):
        return None  # "a 55-year-old man" is no arm
    own = tuple(t for t in own if not _is_counting(t))
    telling = [t for t in own if t.pos_ in _OPEN]
    if telling and all(in_class(t.lower_, "age_adjective") for t in telling):
        return Filler(one)
    if any(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in telling):
        return Filler(Phrase(telling[-1], own))
    if group.lemma_ in _ARMS and any(kind_of("receiving", t) for t in telling):
        return Filler(Phrase(group, (*own, group)))  # "the treated group"
    return Filler(one) if is_told_apart(group) else None


def _is_counting(word: Token) -> bool:
    """Say whether a word only compares a number of people: "fewer participants"."""
    if in_class(word.lower_, "age_adjective"):
        return False
    return word.lower_ in {"more", "less", "fewer"} or (
        word.tag_ == "JJR" and kind_of("way", word) is not None
    )


def is_told_apart(people: Token) -> bool:
    """Say whether a noun names people by sex or habit: "men" of "lower in men than in women"."""
    return in_class(people.lemma_, "telling_people")


def names_group(doc: Doc, at: int) -> bool:
    """Say whether the token at ``at`` is the letter or number of a group: "group B"."""
    if at >= len(doc):
        return False
    text = doc[at].text
    return len(text) <= 2 and (text.isupper() or text.isdigit())


def _given_next(group: Token) -> list[Token]:
    """Return what follows "those given", "children using" where the parser hangs it elsewhere."""
    words = group.doc[group.i + 1 : group.i + 5]
    if len(words) < 2 or words[0].tag_ not in {"VBN", "VBG"} or not kind_of("receiving", words[0]):
        return []
    after_it = (t for t in words[1:] if t.pos_ not in {"ADP", "DET", "PART"})
    named = next(after_it, None)
    return [named] if named is not None and is_nominal(named) else []


def _stated_next(group: Token) -> list[Token]:
    """Return gout of "was higher in women with gout" where the parser hangs "with" on the verb."""
    after_it = group.doc[group.i + 1 : group.i + 2]
    if not len(after_it) or after_it[0].lower_ not in {"with", "without"}:
        return []
    return [t for t in governed(after_it[0]) if is_nominal(t) and not is_pronoun(t)]


def _received(clause: Token) -> list[Token]:
    found = [c for c in clause.children if c.dep_ in {"dobj", "oprd"} and is_nominal(c)]
    found += after(clause, frozenset({"with", "to", "by"}))
    return [t for t in found if not in_class(t.lemma_, "person")]


def is_control(filler: Filler) -> bool:
    """Say whether a group is what others are compared with."""
    return any(kind_of("control", token) for token in filler.phrase.tokens)


def is_sought(difference: Token) -> bool:
    """Say whether "no difference was observed": a result, though no group is named."""
    is_denied = any(c.lower_ == "no" for c in difference.lefts)
    is_subject = difference.dep_ == "nsubjpass" and kind_of("found", difference.head) is not None
    return is_denied and is_subject

"""What prepositions tie to a word, wherever the parser hangs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.antecedents import antecedent
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.phrases import is_nominal, phrase
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


_COMPLEMENTS = frozenset({"dobj", "attr", "oprd", "acomp"})
_OBSERVING = frozenset({"see", "find", "observe", "note", "report", "show", "detect"})
_LIGHT = ("having", "bringing", "light_verb")
_INNER = frozenset({"of", "in", "over", "to"})  # "effect of X on Y", "benefit over X for Y"


def governed_by(trigger: Token, words: frozenset[str]) -> list[Token]:
    """Return what the prepositions among ``words`` tie to a trigger."""
    found = [t for p in prepositions(trigger, words) for t in governed(p)]
    if not found and is_verbal(trigger):
        # "link X to Y": the parser may hang "to Y" on X
        for child in trigger.children:
            if child.dep_ in {"dobj", "nsubjpass", "oprd", "acomp"}:
                found.extend(t for p in prepositions(child, words) for t in governed(p))
    if not found and is_nominal(trigger):
        # "effect of garlic on pressure": the parser may hang "on" on garlic
        for first in prepositions(trigger, _INNER):
            for inner in governed(first):
                found.extend(t for p in prepositions(inner, words) for t in governed(p))
    found = found or _next_to(trigger, words)
    return [antecedent(token) or token for token in found] or _stranded(trigger, words)


def _next_to(trigger: Token, words: frozenset[str]) -> list[Token]:
    """Return pain for "provides relief from pain", where the parser hangs "from" on the verb."""
    verb = trigger.head
    if trigger.dep_ == "nsubjpass" and verb.lemma_ in _OBSERVING:
        return _observed(verb, words)
    if trigger.dep_ not in _COMPLEMENTS or not is_verbal(verb):
        return []
    if trigger.dep_ == "dobj" and not any(in_class(verb.lemma_, one) for one in _LIGHT):
        return []  # "stop bleeding from wounds" does not say what it comes from
    tied = words - {"in"} if trigger.dep_ == "acomp" else words  # "prices are high in summer"
    near = (p for p in prepositions(verb, tied) if p.i == trigger.i + 1)
    return [t for p in near for t in governed(p)]


def _observed(verb: Token, words: frozenset[str]) -> list[Token]:
    """Return tinnitus for "no benefit of zinc was seen in tinnitus"; nobody in whom it was seen."""
    found = [t for p in prepositions(verb, words) for t in governed(p)]
    return [t for t in found if type_of(phrase(t).text) in ILLNESS]


def _stranded(trigger: Token, words: frozenset[str]) -> list[Token]:
    """Return the object that coordinated words share: "cause or contribute to anemia".

    The parser hangs it on either: "the prevention and treatment of gout" is of both.
    """
    for child in trigger.children:
        if child.dep_ == "conj" and child.pos_ == trigger.pos_ and child.i - trigger.i <= 3:
            return [t for p in prepositions(child, words) for t in governed(p)]
    if trigger.dep_ == "conj" and is_nominal(trigger) and trigger.pos_ == trigger.head.pos_:
        shared = (p for p in prepositions(trigger.head, words) if p.i > trigger.i)
        return [t for p in shared for t in governed(p)]
    return []


def around(noun: Token, words: frozenset[str]) -> list[Token]:
    """Return what follows a set phrase; the parser hangs the preposition on noun or verb."""
    found = governed_by(noun, words)
    if found:
        return found
    after = (p for p in prepositions(noun.head, words) if p.i > noun.i)
    return [t for p in after for t in governed(p)]


def under(noun: Token, words: frozenset[str]) -> list[Token]:
    """Return the preposition among the words that governs a noun: "at" of "at risk"."""
    return [noun.head] if noun.dep_ == "pobj" and noun.head.lower_ in words else []


def set_beside(word: Token) -> list[Token]:
    """Return pain for "as effective as ibuprofen for pain", "more useful than heat for pain"."""
    others = governed_by(word, frozenset({"as", "than"}))
    return [t for one in others for t in governed_by(one, frozenset({"for", "against", "in"}))]


def among_children(token: Token, words: frozenset[str]) -> list[Token]:
    """Return those of the words that a word governs: "may" of "may follow"."""
    return [c for c in token.children if c.lower_ in words]


def done_with(noun: Token) -> list[Token]:
    """Return dirt for "nothing to do with dirt"."""
    doing = (c for c in noun.rights if c.lemma_ == "do" and is_verbal(c))
    return [t for verb in doing for t in governed_by(verb, frozenset({"with"}))]


def of_treatment(noun: Token) -> list[Token]:
    """Return gout for "the mainstay of treatment for gout", "the standard of care for gout"."""
    inner = [t for t in governed_by(noun, frozenset({"of"})) if in_class(t.lemma_, "caring_noun")]
    ends = frozenset({"for", "of", "in"})
    return [t for one in inner for t in governed_by(one, ends) or governed_by(noun, ends - {"of"})]


def after_particle(verb: Token, words: frozenset[str]) -> list[Token]:
    """Return what the parser hangs on a particle: water for "is made up of water"."""
    particles = (c for c in verb.children if c.dep_ == "prt")
    return [t for c in particles for p in prepositions(c, words) for t in governed(p)]


def source(noun: Token) -> list[Token]:
    """Return what harm comes from: surgery for "pain from surgery", nothing for "from the gut"."""
    found = governed_by(noun, frozenset({"from"}))
    is_place = bool(found) and type_of(phrase(found[0]).text) is EntityType.TISSUE
    return [] if is_place else found

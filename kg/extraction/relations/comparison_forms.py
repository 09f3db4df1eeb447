"""The forms of a comparison: "Y was higher in X", "X had lower Y", "Y fell in X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import (
    after,
    is_compared,
    is_group,
    kind_of,
    placed,
    placed_after,
    placed_in,
)
from kg.extraction.syntax.clauses import is_passive, is_verbal, surface_subjects
from kg.extraction.syntax.phrases import conjuncts, is_nominal, phrase
from kg.extraction.syntax.typing import TAKEN, type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


_SCORING = frozenset({"score", "perform", "rate", "rank", "fare", "do"})
_WITH_TREATMENT = frozenset({"with", "after", "following", "under", "during"})
_TREATMENTS = TAKEN | {EntityType.PROCEDURE}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies which way in which group.

    Attributes:
        way: ``higher`` or ``lower``, or None where groups (do not) differ.
        judged: The words say that it got better or worse, which for an illness is less or more.
    """

    trigger: Token
    way: str | None
    measures: tuple[Token, ...]
    groups: tuple[Token, ...]
    rule: str
    judged: bool = False


def comparisons_of(token: Token) -> Iterator[Comparison]:
    """Yield the comparisons that a word may head."""
    if token.pos_ in {"ADJ", "ADV", "VERB"} and kind_of("way", token):
        yield from _predicative(token)
        yield from _scored(token)
        yield from _attributive(token)
    if token.lower_ in {"many", "much"}:
        yield from _times_as_many(token)
    if kind_of("how-often", token):
        yield from _how_often(token)
    if is_verbal(token) and kind_of("moved", token):
        yield from _moved(token)
    if is_verbal(token) and (kind_of("moved", token) or kind_of("way", token)):
        yield from _changed_by_arm(token)
    if is_nominal(token) and kind_of("change", token):
        yield from _changed(token)
    if token.lemma_ in {"differ", "difference"}:
        yield from _difference(token)


# -- the forms -----------------------------------------------------------------------------------


def _predicative(word: Token) -> Iterator[Comparison]:
    """Read "Y was higher in X than in Z" and "Y was increased in X"."""
    verb = word if is_verbal(word) else word.head
    if is_verbal(word):
        if not any(c.dep_ in {"auxpass", "aux"} and c.lemma_ == "be" for c in word.children):
            return
        if any(c.dep_ == "agent" for c in word.children):
            return
    elif word.dep_ not in {"acomp", "advmod", "oprd"} or not is_verbal(verb) or verb.lemma_ != "be":
        return
    measures = surface_subjects(verb)
    groups = placed(word) or placed_after(verb, word) or placed(verb) or placed_in(measures)
    way = kind_of("way", word)
    if groups and kind_of("judging", word) and groups[0].head.lower_ == "for":
        measures, groups = groups, measures  # "X was better than Y for sleep"
    if groups and measures and is_compared(word, groups):
        yield Comparison(word, way, tuple(measures), tuple(groups), "measured-in")


def _how_often(word: Token) -> Iterator[Comparison]:
    """Read "Y was more common with X than with Z" and "fewer"."""
    degree = next((c for c in word.lefts if c.lower_ in {"more", "less"}), None)
    verb = word.head
    if degree is None or word.dep_ not in {"acomp", "advmod", "oprd"} or not is_verbal(verb):
        return
    if any(c.dep_ in {"xcomp", "ccomp"} for c in word.children):
        return  # "men are more likely to fall in winter"
    measures = [m for m in surface_subjects(verb) if not is_group(m)]
    groups = placed(word) or placed(verb)
    if groups and measures:
        way = kind_of("way", degree)
        yield Comparison(degree, way, tuple(measures), tuple(groups), "how-often")


def _attributive(word: Token) -> Iterator[Comparison]:
    """Read "X had lower Y than Z" and "higher Y was seen in X"."""
    noun = word.head
    if word.dep_ not in {"amod", "compound"} or not is_nominal(noun):
        return
    verb = noun.head
    if not is_verbal(verb) or kind_of("found", verb) is None:
        return
    way = kind_of("way", word)
    if noun.dep_ == "dobj" and is_compared(word, []):
        groups = surface_subjects(verb)
        if verb.lemma_ == "lose":  # "lost more weight": less weight
            way = _TURNED.get(way or "", way)
        yield Comparison(word, way, (noun,), tuple(groups), "had-otherwise")
    elif noun.dep_ in {"nsubjpass", "attr"}:
        groups = placed(noun) or placed(verb)
        if is_compared(word, groups):
            yield Comparison(word, way, (noun,), tuple(groups), "seen-otherwise")


def _scored(word: Token) -> Iterator[Comparison]:
    """Read "patients on X scored higher on Y than controls"."""
    verb = word.head
    if word.dep_ != "advmod" or verb.lemma_ not in _SCORING or not is_verbal(verb):
        return
    groups = [s for s in surface_subjects(verb) if is_group(s)]
    measures = [m for m in after(verb, frozenset({"on", "in", "for"})) if not is_group(m)]
    if groups and measures:
        way = kind_of("way", word)
        yield Comparison(word, way, tuple(measures[:1]), tuple(groups), "scored-otherwise")


def _times_as_many(word: Token) -> Iterator[Comparison]:
    """Read "X had twice as many Y" and "half as much Y"."""
    words = {t.lower_ for t in word.subtree if t.i < word.i}
    noun = word.head
    verb = noun.head
    if "as" not in words or noun.dep_ != "dobj" or not is_verbal(verb):
        return
    way = "lower" if "half" in words else "higher" if words & _TIMES else None
    if way is not None and kind_of("found", verb) is not None:
        groups = surface_subjects(verb)
        yield Comparison(word, way, (noun,), tuple(groups), "had-otherwise")


_TURNED = {"higher": "lower", "lower": "higher"}
_TIMES = frozenset({"twice", "times", "double", "thrice"})


def _moved(verb: Token) -> Iterator[Comparison]:
    """Read "Y decreased in the X group"."""
    if any(c.dep_ in {"dobj", "auxpass", "agent"} for c in verb.children):
        return
    measures = surface_subjects(verb)
    groups = [g for g in (*placed(verb), *placed_in(measures)) if is_group(g)][:1]
    if groups and measures and not any(is_group(m) for m in measures):
        yield Comparison(verb, kind_of("moved", verb), tuple(measures), tuple(groups), "moved-in")


def _changed_by_arm(verb: Token) -> Iterator[Comparison]:
    """Read "the X group improved Y": what an arm does to its measures its treatment does."""
    measures = [c for c in verb.children if c.dep_ == "dobj" and is_nominal(c) and not is_group(c)]
    subjects = surface_subjects(verb) if measures and not is_passive(verb) else []
    if subjects and all(s.lemma_ in {"group", "arm"} or s.lower_ == "those" for s in subjects):
        way = kind_of("moved", verb) or kind_of("way", verb)
        yield Comparison(verb, way, tuple(measures), tuple(subjects), "changed-by-arm")


def _changed(noun: Token) -> Iterator[Comparison]:
    """Read "a reduction in Y was seen in the X group" and "X had a reduction in Y"."""
    measures = after(noun, frozenset({"in", "of"}))
    verb = noun.head
    if not measures or not is_verbal(verb) or kind_of("found", verb) is None:
        return
    way = kind_of("change", noun)
    if noun.dep_ == "dobj":
        groups = [g for g in surface_subjects(verb) if is_group(g)]
    else:
        groups = [g for g in (*placed(verb), *placed(noun)) if is_group(g) or _is_given(g)]
    measures = [m for m in measures if not is_group(m)]
    if groups and measures:
        yield Comparison(noun, way, tuple(measures), tuple(groups), "changed-in")


def _is_given(noun: Token) -> bool:
    """Say whether a change came with something given: "a fall was seen after oral zinc"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in _WITH_TREATMENT:
        return False
    is_named = any(in_class(noun.lemma_, name) for name in ("giving_noun", "exposure_noun"))
    return is_named or type_of(phrase(noun).text) in _TREATMENTS


def _difference(word: Token) -> Iterator[Comparison]:
    """Read "no difference in Y between X and Z" and "X and Z did not differ in Y"."""
    verb = word if is_verbal(word) else word.head
    holders = [word, *([verb] if is_verbal(verb) else [])]
    inner = [t for h in holders for t in after(h, frozenset({"in", "for", "of", "with"}))]
    between = [
        g for h in (*holders, *inner) for g in after(h, frozenset({"between", "among", "from"}))
    ]
    subjects = surface_subjects(verb) if word is verb else []
    measures = [m for m in inner if not is_group(m)]
    if measures and not between:
        between = subjects or [m for m in inner if is_group(m)]
    measures = measures or subjects
    groups = tuple(g for first in between[:1] for g in conjuncts(first))
    if measures and groups:
        yield Comparison(word, None, tuple(measures), groups, "difference")

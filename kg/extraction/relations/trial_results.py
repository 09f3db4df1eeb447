"""Results told by the order of words: measure, way, arm, arm it is held against.

Read only of clauses that the grammar of :mod:`kg.extraction.relations.comparisons` gave nothing
for. "X was lower in A than in B", "lower X was seen with A", "X fell in A", "X was similar in A and
B", "no difference in X between A and B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.relations.arms import PLACED, Arm, find_arms, is_way
from kg.extraction.relations.compared_groups import is_group, is_sought, kind_of
from kg.extraction.relations.figures import contrast_in
from kg.extraction.relations.result_clauses import (
    COPULAS,
    Clause,
    chunk_at,
    fillers_of,
    measure_after,
    measure_before,
    whole_before,
)
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_BOUNDS = frozenset({";", "but", "while", "whereas", "although", "however", "though", "yet"})
_DIFFERING = frozenset({"difference", "differ", "different"})
_SHARES = frozenset({"percentage", "proportion", "share", "number", "majority", "fraction"})
_REACH = 14  # words between people and what they are said to have had
_PASSED = frozenset({"ADV", "NUM", "PART", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Result:
    """What a clause says of a measure under an arm.

    Attributes:
        way: ``higher`` or ``lower``, or None where arms (do not) differ.
        measures: What was measured.
        arm: What it lies so under; None where the text does not name the arms.
        turned: The arm is what the other one was held against, so that the way turns round.
        is_same: The words deny a difference ("similar", "comparable").
        is_second: The arm is named after the one it is held against.
    """

    trigger: Token
    way: str | None
    measures: tuple[Filler, ...]
    arm: Arm | None
    turned: bool = False
    is_same: bool = False
    is_second: bool = False


def results_in(doc: Doc, arguments: Arguments, told: set[int]) -> Iterator[Result]:
    """Yield the results of a sentence, those of the clauses with a trigger in ``told`` left out."""
    if not any(_may_tell(token) for token in doc):
        return
    arms = find_arms(doc, arguments)
    for start, end in _clauses(doc):
        if any(start <= i < end for i in told):
            continue
        inside = tuple(arm for arm in arms if start <= arm.start < end)
        clause = Clause(doc, start, end, inside)
        yield from _of_clause(clause)


def figures_in(doc: Doc, arguments: Arguments) -> Iterator[Result]:
    """Yield the result that a sentence without words for it tells in figures."""
    if not _HAS_FIGURES.search(doc.text):
        return
    arms = find_arms(doc, arguments, by_figures=True)
    found = contrast_in(doc, arms)
    if found is None or found.first[1] == found.second[1]:
        return
    clause = Clause(doc, 0, len(doc), tuple(arms))
    measures = measure_before(clause, found.start)
    measures = measures or _had_by_arms(clause, found.second[0].end)
    measures = measures or _counted(clause, found.start) or whole_before(clause, found.start)
    (first, value), (second, other) = found.first, found.second
    turned = first.is_control and not second.is_control
    way = "higher" if value > other else "lower"
    if measures:
        yield Result(found.trigger, way, measures, second if turned else first, turned)


def _had_by_arms(clause: Clause, start: int) -> tuple[Filler, ...]:
    """Return diarrhoea for "9% of those given X and 24% of those given Y developed diarrhoea"."""
    verb = next((t for t in clause.doc[start:] if _is_of_outcome(t)), None)
    return () if verb is None else tuple(fillers_of(chunk_at(clause, verb.i + 1)))


def _is_of_outcome(verb: Token) -> bool:
    is_past = verb.tag_ in {"VBD", "VBN"}
    return is_past and (in_class(verb.lemma_, "getting") or kind_of("occurring", verb) is not None)


def _counted(clause: Clause, start: int) -> tuple[Filler, ...]:
    """Return fractures of "12 cases of fractures in the A group, while only 3 in the B group"."""
    if clause.doc[start].lower_[0].isdigit() and start + 2 < clause.end:
        noun, joint = clause.doc[start + 1], clause.doc[start + 2]
        if in_class(noun.lemma_, "case_noun") and joint.lower_ == "of":
            return tuple(fillers_of(chunk_at(clause, start + 3)))
        if is_nominal(noun) and not in_class(noun.lemma_, "unit_noun"):
            return tuple(fillers_of(chunk_at(clause, start + 1)))
    return ()


_HAS_FIGURES = re.compile(r"\d.*\d")


def _may_tell(token: Token) -> bool:
    return token.lemma_ in _DIFFERING or kind_of("same", token) is not None or _tells_way(token)


def _clauses(doc: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in doc:
        if token.lower_ in _BOUNDS and token.i > start:
            yield start, token.i
            start = token.i + 1
    yield start, len(doc)


def _of_clause(clause: Clause) -> Iterator[Result]:
    changed = False
    for token in clause.doc[clause.start : clause.end]:
        found = None
        if changed and not _is_change(token):
            continue
        if token.lemma_ in _DIFFERING or kind_of("same", token):
            found = _difference(clause, token)
        elif _tells_way(token):
            found = _way(clause, token)
        if found is not None:
            yield found
            changed = _is_change(token)  # "a fall in X and a rise in Y"
            if not changed:
                return


def _is_change(token: Token) -> bool:
    return is_nominal(token) and kind_of("change", token) is not None


def _tells_way(token: Token) -> bool:
    return is_way(token) or _is_change(token)


# -- differences ---------------------------------------------------------------------------------


def _difference(clause: Clause, word: Token) -> Result | None:
    is_same = kind_of("same", word) is not None
    copula = _copula_before(clause, word)
    if is_same and copula is None:
        return None
    after = measure_after(clause, word.i + 1)
    before = measure_before(clause, word.i if copula is None else copula.i)
    measures = after or (() if word.lemma_ == "difference" and copula is None else before)
    if not measures or not (clause.arms or _speaks_of_groups(clause) or is_sought(word)):
        return None
    own = [arm for arm in clause.arms if not arm.is_control]
    is_second = bool(own) and own[0] is not clause.arms[0]
    return Result(
        word, None, measures, own[0] if own else None, is_same=is_same, is_second=is_second
    )


def _speaks_of_groups(clause: Clause) -> bool:
    return any(t.lemma_ in {"group", "arm"} for t in clause.doc[clause.start : clause.end])


# -- ways ----------------------------------------------------------------------------------------


def _way(clause: Clause, word: Token) -> Result | None:
    placed = _placed(clause, word)
    if placed is None:
        return None
    arm, turned = placed
    way, measures = _measured(clause, word)
    if way is None or not measures:
        return None
    return Result(word, way, measures, arm, turned)


def _placed(clause: Clause, word: Token) -> tuple[Arm, bool] | None:
    """Return the arm that a measure lies otherwise in, and whether the way must be turned."""
    own = [arm for arm in clause.arms if not arm.is_reference]
    after = [arm for arm in own if arm.start > word.i]
    before = [arm for arm in own if arm.end <= word.i]
    arm = after[0] if after else before[-1] if before else None
    if arm is None and any(arm.is_reference for arm in clause.arms):
        arm = _arm_of_subject(clause, word)
    if arm is None:
        return None
    if not arm.is_control:
        return arm, False
    others = [a for a in clause.arms if not a.is_control]
    references = [a for a in others if a.is_reference]
    return (references[0], True) if references else None


def _arm_of_subject(clause: Clause, word: Token) -> Arm | None:
    """Return A of "X with A was lower than with B"."""
    copula = _copula_before(clause, word)
    if copula is None:
        return None
    for i in range(copula.i - 1, clause.start, -1):
        if clause.doc[i].lower_ in PLACED:
            chunk = chunk_at(clause, i + 1)
            fillers = tuple(fillers_of(chunk)) if chunk and chunk[-1].i < copula.i else ()
            return Arm(fillers, i + 1, chunk[-1].i + 1, False, False) if fillers else None
    return None


def _measured(clause: Clause, word: Token) -> tuple[str | None, tuple[Filler, ...]]:
    change = kind_of("change", word) if is_nominal(word) else None
    if change is not None:
        return change, measure_after(clause, word.i + 1)
    way = kind_of("way", word) or kind_of("moved", word)
    copula = _copula_before(clause, word)
    if copula is not None:
        return way, measure_before(clause, copula.i)
    if is_verbal(word) and kind_of("moved", word) and word.tag_ in {"VBD", "VBZ", "VBP"}:
        return way, measure_before(clause, word.i)
    return _measure_beside(clause, word, way)


def _measure_beside(
    clause: Clause, word: Token, way: str | None
) -> tuple[str | None, tuple[Filler, ...]]:
    """Read "lower pain", and "a greater reduction in pain" as lower pain."""
    tokens = chunk_at(clause, word.i + 1)
    if not tokens:
        return way, ()
    head = tokens[-1]
    if is_group(head) or head.lemma_ in _SHARES:
        return way, _had(clause, head)
    change = kind_of("change", head)
    if change is None:
        return way, tuple(fillers_of(tokens))
    turned = change if way == "higher" else {"higher": "lower", "lower": "higher"}[change]
    return turned, measure_after(clause, head.i + 1)


def _had(clause: Clause, people: Token) -> tuple[Filler, ...]:
    """Return X of "fewer participants had X", "a greater share of patients reached X"."""
    for i in range(people.i + 1, min(people.i + _REACH, clause.end)):
        token = clause.doc[i]
        if kind_of("found", token) and token.tag_ in {"VBD", "VBZ", "VBP"}:
            tokens = chunk_at(clause, i + 1)
            return tuple(fillers_of(tokens)) if tokens else ()
    return ()


def _copula_before(clause: Clause, word: Token) -> Token | None:
    """Return "was" for "was (5.2 points) significantly higher"."""
    for i in range(word.i - 1, max(word.i - 6, clause.start) - 1, -1):
        token = clause.doc[i]
        if token.lemma_ in COPULAS:
            return token
        if token.lower_ in {"both", "all"}:
            continue
        if token.pos_ not in _PASSED and not in_class(token.lemma_, "unit_noun"):
            return None
    return None

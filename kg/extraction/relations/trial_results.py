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

from kg.extraction.frames import Filler
from kg.extraction.phrases import NOUNS, Phrase, is_nominal, is_pronoun
from kg.extraction.relations.arguments import is_argument
from kg.extraction.relations.arms import PLACED, Arm, find_arms, is_way
from kg.extraction.relations.compared_groups import COMPARED, kind_of
from kg.extraction.relations.figures import contrast_in
from kg.extraction.syntax import is_verbal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.tree import Doc, Token

_BOUNDS = frozenset({";", "but", "while", "whereas", "although", "however", "though", "yet"})
_INSIDE = frozenset({"of", "to"})  # prepositions within the name of a measure
_ABOUT = frozenset({"in", "for", "of", "regarding", "concerning"})
_COPULAS = frozenset({"be", "become", "remain", "appear", "seem", "get"})
_DIFFERING = frozenset({"difference", "differ", "different"})
_PASSED = frozenset({"ADV", "NUM", "PART", "PUNCT"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"})
_TIME = frozenset({"day", "week", "month", "year", "hour", "minute", "baseline", "end"})


@dataclass(frozen=True, slots=True)
class Result:
    """What a clause says of a measure under an arm.

    Attributes:
        way: ``higher`` or ``lower``, or None where arms (do not) differ.
        measures: What was measured.
        arm: What it lies so under; None where the text does not name the arms.
        turned: The arm is what the other one was held against, so that the way turns round.
        is_same: The words deny a difference ("similar", "comparable").
    """

    trigger: Token
    way: str | None
    measures: tuple[Filler, ...]
    arm: Arm | None
    turned: bool = False
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    doc: Doc
    start: int
    end: int
    arms: tuple[Arm, ...]

    def arm_at(self, i: int) -> Arm | None:
        return next((arm for arm in self.arms if arm.start <= i < arm.end), None)


def results_in(doc: Doc, arguments: Arguments, told: set[int]) -> Iterator[Result]:
    """Yield the results of a sentence, those of the clauses with a trigger in ``told`` left out."""
    if not any(_may_tell(token) for token in doc):
        return
    arms = find_arms(doc, arguments)
    for start, end in _clauses(doc):
        if any(start <= i < end for i in told):
            continue
        inside = tuple(arm for arm in arms if start <= arm.start < end)
        clause = _Clause(doc, start, end, inside)
        yield from _of_clause(clause)


def figures_in(doc: Doc, arguments: Arguments) -> Iterator[Result]:
    """Yield the result that a sentence without words for it tells in figures."""
    if not _HAS_FIGURES.search(doc.text):
        return
    arms = find_arms(doc, arguments)
    found = contrast_in(doc, arms)
    if found is None or found.first[1] == found.second[1]:
        return
    clause = _Clause(doc, 0, len(doc), tuple(arms))
    measures = _measure_before(clause, found.start)
    (first, value), (second, other) = found.first, found.second
    turned = first.is_control and not second.is_control
    way = "higher" if value > other else "lower"
    if measures:
        yield Result(found.trigger, way, measures, second if turned else first, turned)


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


def _of_clause(clause: _Clause) -> Iterator[Result]:
    for token in clause.doc[clause.start : clause.end]:
        found = None
        if token.lemma_ in _DIFFERING or kind_of("same", token):
            found = _difference(clause, token)
        elif _tells_way(token):
            found = _way(clause, token)
        if found is not None:
            yield found
            return


def _tells_way(token: Token) -> bool:
    return is_way(token) or (is_nominal(token) and kind_of("change", token) is not None)


# -- differences ---------------------------------------------------------------------------------


def _difference(clause: _Clause, word: Token) -> Result | None:
    is_same = kind_of("same", word) is not None
    copula = _copula_before(clause, word)
    if is_same and copula is None:
        return None
    after = _measure_after(clause, word.i + 1)
    before = _measure_before(clause, word.i if copula is None else copula.i)
    measures = after or (() if word.lemma_ == "difference" and copula is None else before)
    if not measures or not (clause.arms or _speaks_of_groups(clause)):
        return None
    own = [arm for arm in clause.arms if not arm.is_control]
    return Result(word, None, measures, own[0] if own else None, is_same=is_same)


def _speaks_of_groups(clause: _Clause) -> bool:
    return any(t.lemma_ in {"group", "arm"} for t in clause.doc[clause.start : clause.end])


# -- ways ----------------------------------------------------------------------------------------


def _way(clause: _Clause, word: Token) -> Result | None:
    placed = _placed(clause, word)
    if placed is None:
        return None
    arm, turned = placed
    way, measures = _measured(clause, word)
    if way is None or not measures:
        return None
    return Result(word, way, measures, arm, turned)


def _placed(clause: _Clause, word: Token) -> tuple[Arm, bool] | None:
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


def _arm_of_subject(clause: _Clause, word: Token) -> Arm | None:
    """Return A of "X with A was lower than with B"."""
    copula = _copula_before(clause, word)
    if copula is None:
        return None
    for i in range(copula.i - 1, clause.start, -1):
        if clause.doc[i].lower_ in PLACED:
            chunk = _chunk(clause, i + 1)
            fillers = tuple(_fillers(chunk)) if chunk and chunk[-1].i < copula.i else ()
            return Arm(fillers, i + 1, chunk[-1].i + 1, False, False) if fillers else None
    return None


def _measured(clause: _Clause, word: Token) -> tuple[str | None, tuple[Filler, ...]]:
    change = kind_of("change", word) if is_nominal(word) else None
    if change is not None:
        return change, _measure_after(clause, word.i + 1)
    way = kind_of("way", word) or kind_of("moved", word)
    copula = _copula_before(clause, word)
    if copula is not None:
        return way, _measure_before(clause, copula.i)
    if is_verbal(word) and kind_of("moved", word) and word.tag_ in {"VBD", "VBZ", "VBP"}:
        return way, _measure_before(clause, word.i)
    return _measure_beside(clause, word, way)


def _measure_beside(
    clause: _Clause, word: Token, way: str | None
) -> tuple[str | None, tuple[Filler, ...]]:
    """Read "lower pain", and "a greater reduction in pain" as lower pain."""
    tokens = _chunk(clause, word.i + 1)
    if not tokens:
        return way, ()
    head = tokens[-1]
    change = kind_of("change", head)
    if change is None:
        return way, tuple(_fillers(tokens))
    turned = change if way == "higher" else {"higher": "lower", "lower": "higher"}[change]
    return turned, _measure_after(clause, head.i + 1)


def _copula_before(clause: _Clause, word: Token) -> Token | None:
    """Return "was" for "was (5.2 points) significantly higher"."""
    for i in range(word.i - 1, max(word.i - 6, clause.start) - 1, -1):
        token = clause.doc[i]
        if token.lemma_ in _COPULAS:
            return token
        if token.lower_ in {"both", "all"}:
            continue
        if token.pos_ not in _PASSED and not in_class(token.lemma_, "unit_noun"):
            return None
    return None


# -- measures ------------------------------------------------------------------------------------


def _measure_after(clause: _Clause, start: int) -> tuple[Filler, ...]:
    """Return X of "in X": the first that is no arm and no time."""
    for i in range(start, clause.end):
        token = clause.doc[i]
        if token.lower_ in _ABOUT and clause.arm_at(i + 1) is None:
            chunk = _chunk(clause, i + 1)
            if chunk and clause.arm_at(chunk[-1].i) is None and not _is_time(chunk[-1]):
                return tuple(_fillers(chunk))
        if is_verbal(token) and token.lemma_ not in _COPULAS and token.tag_ not in {"VBN", "VBD"}:
            return ()
    return ()


def _measure_before(clause: _Clause, stop: int) -> tuple[Filler, ...]:
    """Return what stands at the head of a clause, up to its first preposition of place."""
    found: list[Filler] = []
    at = _opening(clause, stop)
    while at < stop:
        chunk = _chunk(clause, at)
        chunk = [t for t in chunk if t.i < stop]
        if not chunk:
            break
        if clause.arm_at(chunk[-1].i) is None:
            found.extend(_fillers(chunk))
        at = chunk[-1].i + 1
        joined = at
        while joined < stop and clause.doc[joined].lower_ in {",", "and", "or", "&"}:
            joined += 1
        if joined == at:
            break
        at = joined
    return tuple(found)


def _opening(clause: _Clause, stop: int) -> int:
    """Return where the subject opens: after "that", ":" and a phrase set off by a comma."""
    start = clause.start
    for i in range(clause.start, stop):
        if clause.doc[i].dep_ == "mark" or clause.doc[i].text == ":":
            start = i + 1
    if clause.doc[start].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ"} or clause.doc[start].text == ",":
        comma = next((i for i in range(start, stop) if clause.doc[i].text == ","), None)
        start = start if comma is None else comma + 1
    return start


def _chunk(clause: _Clause, start: int) -> list[Token]:
    """Return the words of a noun phrase that opens at ``start``, "of X" and "to X" included."""
    at = start
    while at < clause.end and _is_before_name(clause.doc[at]):
        at += 1
    tokens: list[Token] = []
    while at < clause.end:
        token = clause.doc[at]
        if _names(token, tokens) or (tokens and token.lower_ in _INSIDE):
            tokens.append(token)
        elif not (tokens and token.lower_ in {"the", "a", "an"} and tokens[-1].lower_ in _INSIDE):
            break
        at += 1
    while tokens and (tokens[-1].lower_ in _INSIDE or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    return tokens


def _is_before_name(token: Token) -> bool:
    if token.text.isupper():  # a measure's short name, which the tagger does not know
        return False
    return token.pos_ in {"DET", "ADV"} or token.lower_ in {"the", "both", ",", "its", "their"}


def _names(token: Token, before: list[Token]) -> bool:
    """Say whether a word is part of a name; a slip of the tagger within one is passed over."""
    if is_pronoun(token) or token.lemma_ in _COPULAS or token.lower_ in COMPARED:
        return False
    if token.pos_ in _NAMING or token.text in {"-", "/", "+", "'s"} or token.text[1:].isupper():
        return True
    if kind_of("found", token) is not None or not is_verbal(token):
        return False
    return token.tag_ in {"VBN", "VBG"} or (token.tag_ in {"VBZ", "VB"} and len(before) == 1)


def _fillers(tokens: list[Token]) -> Iterator[Filler]:
    head = _head(tokens)
    if head is None:
        return
    one = Phrase(head, tuple(tokens))
    if is_argument(one) and not _is_time(head):
        yield Filler(one)


def _head(tokens: list[Token]) -> Token | None:
    """Return the last noun before the first "of" or "to"."""
    until = next((n for n, t in enumerate(tokens) if t.lower_ in _INSIDE), len(tokens))
    nouns = [t for t in tokens[:until] if t.pos_ in NOUNS or is_nominal(t)]
    return nouns[-1] if nouns else (tokens[until - 1] if until else None)


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in _TIME

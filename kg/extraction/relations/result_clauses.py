"""The clause that tells a result, and where the names of what was measured stand in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.relations.arguments import is_argument
from kg.extraction.relations.compared_groups import COMPARED, kind_of
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler
from kg.extraction.syntax.phrases import NOUNS, Phrase, is_nominal, is_pronoun
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.relations.arms import Arm
    from kg.extraction.trees.tree import Doc, Token

COPULAS = frozenset({"be", "become", "remain", "appear", "seem", "get"})
_INSIDE = frozenset({"of", "to"})  # prepositions within the name of a measure
_ABOUT = frozenset({"in", "for", "of", "regarding", "concerning"})
_BEFORE_SUBJECT = frozenset({"ADP", "ADV", "SCONJ", "CCONJ", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM", "X"})
_JOINTS = frozenset({"-", "/", "+", "'s", "'"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SMALL = frozenset({"ADP", "DET", "CCONJ", "PUNCT"})
_FEWEST, _LONGEST = 2, 10  # nouns and words of a measure named by a longer phrase
_TIME = frozenset({"day", "week", "month", "year", "hour", "minute", "baseline", "end"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence, and the arms that it names."""

    doc: Doc
    start: int
    end: int
    arms: tuple[Arm, ...]

    def arm_at(self, i: int) -> Arm | None:
        """Return the arm that a token is part of, or None."""
        return next((arm for arm in self.arms if arm.start <= i < arm.end), None)


def measure_after(clause: Clause, start: int) -> tuple[Filler, ...]:
    """Return X of "in X": the first that is no arm and no time."""
    for i in range(start, clause.end):
        token = clause.doc[i]
        if token.lower_ in _ABOUT and clause.arm_at(i + 1) is None:
            chunk = chunk_at(clause, i + 1)
            if chunk and clause.arm_at(chunk[-1].i) is None and not _is_time(chunk[-1]):
                return tuple(fillers_of(chunk))
        if is_verbal(token) and token.lemma_ not in COPULAS and token.tag_ not in {"VBN", "VBD"}:
            return ()
    return ()


def measure_before(clause: Clause, stop: int) -> tuple[Filler, ...]:
    """Return what stands at the head of a clause, up to its first preposition of place."""
    found: list[Filler] = []
    at = _opening(clause, stop)
    while at < stop:
        chunk = chunk_at(clause, at)
        chunk = [t for t in chunk if t.i < stop]
        if not chunk:
            break
        if clause.arm_at(chunk[-1].i) is None:
            found.extend(fillers_of(chunk))
        at = chunk[-1].i + 1
        joined = at
        while joined < stop and clause.doc[joined].lower_ in {",", "and", "or", "&"}:
            joined += 1
        if joined == at:
            break
        at = joined
    return tuple(found)


def whole_before(clause: Clause, stop: int) -> tuple[Filler, ...]:
    """Return "time required for closing the wound": all that stands before the verb."""
    start = _opening(clause, stop)
    verb = next((i for i in range(start, stop) if clause.doc[i].lemma_ in COPULAS), stop)
    arm = next((one.start for one in clause.arms if start < one.start < verb), verb)
    tokens = list(clause.doc[start:arm])
    while tokens and not tokens[-1].text[-1].isalnum():
        tokens.pop()
    while tokens and tokens[-1].pos_ in _SMALL:
        tokens.pop()
    while tokens and (_is_before_name(tokens[0]) or tokens[0].pos_ in _SMALL):
        tokens.pop(0)
    names = [t for t in tokens if t.pos_ in NOUNS]
    is_long = len(names) < _FEWEST or len(tokens) > _LONGEST
    if is_long or any(is_pronoun(t) or t.text == "," or t.tag_ in _FINITE for t in tokens):
        return ()
    return (Filler(Phrase(names[0], tuple(tokens))),)


def _opening(clause: Clause, stop: int) -> int:
    """Return where the subject opens: after "that", ":" and a phrase set off by a comma."""
    start = clause.start
    for i in range(clause.start, stop):
        if clause.doc[i].dep_ == "mark" or clause.doc[i].text == ":":
            start = i + 1
    if clause.doc[start].pos_ in _BEFORE_SUBJECT or clause.doc[start].text == ",":
        comma = next((i for i in range(start, stop) if clause.doc[i].text == ","), None)
        start = _subject_in(clause, start, stop) if comma is None else comma + 1
    return start


def _subject_in(clause: Clause, start: int, stop: int) -> int:
    """Return where the subject opens after "After the meal the score": no comma sets it off."""
    subjects = (t for t in clause.doc[start:stop] if t.dep_ in {"nsubj", "nsubjpass"})
    first = next(subjects, None)
    return start if first is None else max(first.left_edge.i, start)


def chunk_at(clause: Clause, start: int) -> list[Token]:
    """Return the words of a noun phrase that opens at ``start``, "of X" and "to X" included."""
    at = start
    while at < clause.end and _is_before_name(clause.doc[at]):
        at += 1
    tokens: list[Token] = []
    while at < clause.end:
        token = clause.doc[at]
        if tokens and token.lower_ in _INSIDE and _leads_to_arm(clause, at + 1):
            break
        if _names(token, tokens) or (tokens and token.lower_ in _INSIDE):
            tokens.append(token)
        elif not (tokens and token.lower_ in {"the", "a", "an"} and tokens[-1].lower_ in _INSIDE):
            break
        at += 1
    while tokens and (tokens[-1].lower_ in _INSIDE or not tokens[-1].text[-1].isalnum()):
        tokens.pop()
    return _without_owner(tokens)


def _leads_to_arm(clause: Clause, at: int) -> bool:
    """Say whether an arm opens at ``at``: "the count of the treated group"."""
    if at < clause.end and clause.doc[at].lower_ in {"the", "a", "an", "those"}:
        at += clause.doc[at].lower_ != "those"
    arm = clause.arm_at(at)
    return (
        arm is not None
        and not arm.is_reference
        and any(t.lemma_ in {"group", "arm"} for t in clause.doc[arm.start : arm.end + 1])
    )


def _without_owner(tokens: list[Token]) -> list[Token]:
    """Return skin temperature for "participants' skin temperature"."""
    if len(tokens) > 2 and tokens[1].tag_ == "POS" and in_class(tokens[0].lemma_, "person"):
        return tokens[2:]
    return tokens


def _is_before_name(token: Token) -> bool:
    if token.text.isupper() and len(token) > 1:  # a short name, which the tagger does not know
        return False
    return token.pos_ in {"DET", "ADV"} or token.lower_ in {"the", "both", ",", "its", "their"}


def _names(token: Token, before: list[Token]) -> bool:
    """Say whether a word is part of a name; a slip of the tagger within one is passed over."""
    if token.lemma_ in COPULAS or token.lower_ in COMPARED:
        return False
    if is_pronoun(token) and token.pos_ != "NUM":
        return False
    if token.pos_ in _NAMING or token.text in _JOINTS or token.text[1:].isupper():
        return True
    if kind_of("found", token) is not None or not is_verbal(token):
        return False
    return token.tag_ in {"VBN", "VBG"} or (token.tag_ in {"VBZ", "VB"} and len(before) == 1)


def fillers_of(tokens: list[Token]) -> Iterator[Filler]:
    """Yield what a noun phrase names, where that can be measured."""
    head = _head(tokens)
    if head is None:
        return
    one = Phrase(head, tuple(tokens))
    is_amount = tokens[0].text[0].isdigit() and in_class(head.lemma_, "unit_noun")
    if is_argument(one) and not _is_time(head) and not is_amount:
        yield Filler(one)


def _head(tokens: list[Token]) -> Token | None:
    """Return the last noun before the first "of" or "to"."""
    until = next((n for n, t in enumerate(tokens) if t.lower_ in _INSIDE), len(tokens))
    nouns = [t for t in tokens[:until] if t.pos_ in NOUNS or is_nominal(t)]
    return nouns[-1] if nouns else (tokens[until - 1] if until else None)


def _is_time(token: Token) -> bool:
    return token.lemma_.lower() in _TIME

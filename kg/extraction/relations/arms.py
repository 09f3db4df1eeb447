"""The arms of a comparison, found by the order of words, which holds where a parse does not.

Sentences on results are long and full of figures, and the parser loses what "than" and "in" belong
to. Their words stand in a fixed order all the same: the measure, which way it lies, the arm it lies
so in, and after "than", "versus" or "compared with" the arm it is held against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import (
    COMPARED,
    apart,
    is_control,
    is_group,
    kind_of,
    names_group,
)
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler
from kg.extraction.syntax.phrases import Phrase, is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_BETWEEN = frozenset(
    {"the", "a", "an", "in", "with", "to", "that", "those", "this", "of", "for", "by", "on", "from",
     "when", "after", "taking", "drinking", "eating", "wearing", "receiving",
     "using", "either", "both", "only", "as"}
)  # fmt: skip
PLACED = frozenset(
    {"in", "with", "for", "on", "after", "by", "during", "following", "under",
     "using", "through", "via"}
)  # fmt: skip
_WITH = frozenset({"with", "after", "on", "following"})  # "a greater fall was seen with X"
_TRIED = frozenset({"with", "on", "after", "for", "following", "under"})
_VERSUS = frozenset({"versus", "vs", "vs."})
_SHARES = frozenset({"proportion", "percentage", "number", "share", "fraction", "rate"})
_COMPARED_TO = (["compared", "with"], ["compared", "to"])
_SHAMS = frozenset({"placebo", "control", "sham", "vehicle", "saline"})
_PRESENT = frozenset({"VB", "VBP", "VBZ", "VBG"})
_REACH = 7  # tokens between "compared" and the arm that it is about


@dataclass(frozen=True, slots=True)
class Arm:
    """Something that a measure is compared under.

    Attributes:
        fillers: What sets it apart ("zinc" for "the zinc group").
        start: Its first token.
        end: The token after its last.
        is_control: Its words say that others are held against it.
        is_reference: It stands after "than", "versus" or "compared with".
    """

    fillers: tuple[Filler, ...]
    start: int
    end: int
    is_control: bool
    is_reference: bool


def find_arms(doc: Doc, arguments: Arguments, by_figures: bool = False) -> list[Arm]:
    """Return the arms that a sentence names, in order.

    Args:
        doc: The sentence.
        arguments: What its slots name.
        by_figures: Whether a figure leads to an arm, too ("12% with zinc and 35% with honey").
    """
    found: list[Arm] = []
    for token in doc:
        if found and token.i < found[-1].end:
            continue
        fillers = tuple(_named(token, arguments))
        if not fillers and by_figures and _follows_figure(token):
            fillers = tuple(arguments.fillers([token]))
        if fillers:
            found.append(_arm(token, fillers))
    return found


def _arm(token: Token, fillers: tuple[Filler, ...]) -> Arm:
    ends = [t.i + 1 for f in fillers for t in f.phrase.tokens]
    starts = [t.i for f in fillers for t in f.phrase.tokens]
    start, end = min(token.i, *starts), max(token.i + 1, *ends)
    tried = tuple(f for f in fillers if not is_control(f))  # "the lithium and placebo groups"
    return Arm(tried or fillers, start, end, not tried, _is_reference(token.doc, start))


def _named(token: Token, arguments: Arguments) -> Iterator[Filler]:
    """Yield what sets an arm apart whose head noun is ``token``; nothing where it is no arm."""
    if token.lower_ == "group" and names_group(token.doc, token.i + 1):
        yield Filler(Phrase(token, (token, token.nbor(1))))
    elif token.lower_ == "those":  # "those given X", "those on X"; not "to those of a stroke"
        if token.i + 1 < len(token.doc) and token.nbor(1).lower_ != "of":
            yield from apart(token, arguments)
    elif is_nominal(token) and not (is_pronoun(token) or _is_modifier(token) or _is_start(token)):
        yield from _of_noun(token, arguments)


def _of_noun(token: Token, arguments: Arguments) -> Iterator[Filler]:
    if is_group(token):
        if _is_counted(token):
            return
        fillers = list(apart(token, arguments))
        if not fillers and kind_of("control", token):
            fillers = [Filler(phrase(token))]
        yield from fillers
    elif _is_parallel(token):
        yield from _told_apart(token, arguments)
    elif kind_of("control", token) or _is_led(token) or _is_set_against(token):
        yield from arguments.fillers([token])
    elif _is_sham(token):
        yield Filler(phrase(token))


def _is_counted(people: Token) -> bool:
    """Say whether people are what is measured: "the proportion of patients with a relapse"."""
    share = people.head.head if people.head.lower_ == "of" else people
    if share.lemma_ not in _SHARES or people.lemma_ in {"group", "arm"}:
        return False
    return people.i + 1 < len(people.doc) and people.nbor(1).lower_ == "with"


def _told_apart(token: Token, arguments: Arguments) -> Iterator[Filler]:
    """Yield the patch of "nights with the patch", and "hot trial" as it stands."""
    inner = [t for c in token.rights if c.lower_ in {"with", "on"} for t in governed(c)]
    if inner:
        yield from arguments.fillers(inner)
    elif len(phrase(token).tokens) > 1:
        yield Filler(phrase(token))


def _is_parallel(token: Token) -> bool:
    """Say whether a noun is set against itself: "in the hot trial compared to the cool trial"."""
    if in_class(token.lemma_, "unit_noun") or token.dep_ != "pobj":
        return False
    fellows = [t for t in token.doc if t.lemma_ == token.lemma_ and t.i != token.i]
    if len(fellows) != 1 or phrase(fellows[0]).text == phrase(token).text:
        return False
    first, second = sorted((token, fellows[0]), key=lambda t: t.i)
    start = phrase(first).tokens[0].i
    is_placed = any(t.lower_ in PLACED for t in _led_by(token.doc, start, _BETWEEN))
    return is_placed and _is_reference(token.doc, phrase(second).tokens[0].i)


def _is_set_against(token: Token) -> bool:
    """Say whether a comparison follows: zinc of "a fall with zinc versus placebo"."""
    if token.dep_ != "pobj" or token.head.lower_ not in _TRIED:
        return False
    end = phrase(token).tokens[-1].i + 1
    words = [t.lower_ for t in token.doc[end : end + 2]]
    is_next = bool(words) and (words[0] in _VERSUS or words in _COMPARED_TO)
    return is_next and not in_class(token.lemma_, "unit_noun")


def _is_sham(token: Token) -> bool:
    """Say whether a phrase of place names the control: "in the control trial", "on usual care"."""
    if token.dep_ != "pobj" or token.head.lower_ not in PLACED:
        return False
    words = {t.lower_ for t in phrase(token).tokens if t.i <= token.i}
    is_care = token.lemma_ in {"care", "treatment", "therapy", "regimen"}
    return bool(words & _SHAMS) or (is_care and bool(words & {"usual", "standard", "conventional"}))


def _is_modifier(token: Token) -> bool:
    """Say whether a noun stands before the head of its own phrase: "the placebo group"."""
    head = token.head
    return token.dep_ in {"compound", "nmod", "amod"} and head.i > token.i and is_nominal(head)


def _is_start(token: Token) -> bool:
    """Say whether a noun is where a change is measured from: "improvements from baseline in X"."""
    return token.lower_ == "baseline" and token.i > 0 and token.nbor(-1).lower_ in {"from", "at"}


def _is_led(token: Token) -> bool:
    """Say whether a comparison leads to this noun: "than X", "versus X", "lower with X"."""
    one = phrase(token)
    start = one.tokens[0].i
    return _is_reference(token.doc, start) or _is_placed(token.doc, start, one)


def _follows_figure(token: Token) -> bool:
    """Say whether a noun stands after a figure and a word of place: "12% with zinc"."""
    if not is_nominal(token) or is_pronoun(token) or _is_modifier(token) or _is_start(token):
        return False
    if in_class(token.lemma_, "unit_noun") or token.like_num or token.dep_ != "pobj":
        return False
    leading = list(_led_by(token.doc, phrase(token).tokens[0].i, _BETWEEN | PLACED))
    if not leading or not {t.lower_ for t in leading[:-1]} & PLACED:
        return False
    figure = leading[-1]
    is_unit = in_class(figure.lemma_, "unit_noun") or figure.text in {"%", ")"}
    return is_unit or figure.text[0].isdigit()


def _is_reference(doc: Doc, start: int) -> bool:
    return any(token.lower_ in COMPARED for token in _led_by(doc, start, _BETWEEN))


def _is_placed(doc: Doc, start: int, one: Phrase) -> bool:
    leading = list(_led_by(doc, start, _BETWEEN | PLACED))
    if not leading:
        return False
    way, placing = leading[-1], {token.lower_ for token in leading[:-1]} & PLACED
    if placing == {"in"} and (way.tag_ in _PRESENT or type_of(one.text) is EntityType.OTHER):
        return False  # "grows in India" and "sneezed less in spring" tell no result of an arm
    if not placing:
        return False
    seen = way.tag_ == "VBN" and kind_of("found", way) is not None and placing <= _WITH
    return is_way(way) or (seen and any(is_way(token) for token in doc[: way.i]))


def _led_by(doc: Doc, start: int, passed: frozenset[str]) -> Iterator[Token]:
    """Yield the small words before a token, and the word before them, backwards."""
    for i in range(start - 1, max(start - _REACH, 0) - 1, -1):
        yield doc[i]
        if doc[i].lower_ not in passed and doc[i].lower_ not in COMPARED:
            return


def is_way(token: Token) -> bool:
    """Say whether a word tells which way a measure lies: "higher", "was reduced", "fell"."""
    if kind_of("way", token) is None:
        return is_verbal(token) and kind_of("moved", token) is not None
    if token.pos_ in {"ADJ", "ADV"}:
        return token.tag_ in {"JJR", "RBR"}
    return token.tag_ == "VBN" or (token.tag_ == "VBD" and token.dep_ in {"amod", "acl"})

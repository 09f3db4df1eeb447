"""Noun phrases: what a head token names, and the members of a coordination.

Labels of shared modifiers are spelled out: "bacterial and fungal infections" are two phrases,
"bacterial infections" and "fungal infections", both with the whole range as their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.syntax.complements import infinitive_of, measured
from kg.extraction.syntax.misread_modifiers import is_misread_gerund
from kg.extraction.syntax.typing import ILLNESS, is_known, type_of
from kg.extraction.trees.tokens import is_term, printed
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

NOUNS = frozenset({"NOUN", "PROPN"})
_LEFT = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "poss", "case"})
_DROPPED = frozenset({"det", "predet", "cc", "preconj", "prep", "relcl", "appos", "intj"})
PRONOUNS = words_of("pronoun")
_QUANTIFIERS = words_of("quantifier")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as an argument of a relation.

    Attributes:
        head: Its head token; for a shared modifier the shared head.
        tokens: The tokens of the mention, in order; they may skip what belongs to a fellow member.
        extent: First and last token of the mention in the text.
    """

    head: Token
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """Return the words of the mention as a label: fellow members left out."""
        words = ""
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            if before is not None and before.i + 1 == token.i:
                words += before.whitespace_
            elif before is not None:
                words += " "
            words += printed(token)
        return words.strip()


def members(head: Token) -> Iterator[Phrase]:
    """Yield the phrases that a coordination headed by ``head`` names, first to last.

    A single noun yields itself. Verbs and clauses among the conjuncts are passed over.
    """
    for noun in conjuncts(head):
        yield from spelled_out(noun)


def spelled_out(noun: Token) -> tuple[Phrase, ...]:
    """Return one noun's phrases, shared modifiers spelled out, its conjuncts left out."""
    return noun.doc.keep(_spelled_out, noun)


def conjuncts(head: Token) -> Iterator[Token]:
    """Yield ``head`` and the nouns coordinated with it, in order of the text."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and is_nominal(child):
            yield from conjuncts(child)


def is_nominal(token: Token) -> bool:
    """Say whether a token can head a noun phrase."""
    if token.lower_ == "both" and token.dep_ in {"nsubj", "nsubjpass"}:
        return True
    if token.lower_ in _QUANTIFIERS and token.pos_ not in NOUNS:
        return False
    if token.pos_ in NOUNS or token.pos_ == "PRON":
        return True
    if token.tag_ == "VBZ" and token.dep_ in {"dobj", "pobj"}:  # "counts", taken for a verb
        return True
    if token.pos_ == "NUM":
        return token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj"}
    # a word the tagger does not know ("ginseng", "levothyroxine") still stands in a noun's place
    return token.pos_ in {"ADJ", "X", "ADV"} and token.dep_ in {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
    }


def is_pronoun(token: Token) -> bool:
    """Say whether a token is a pronoun, whatever the tagger thinks of "ginseng"."""
    return token.lower_ in PRONOUNS


def phrase(head: Token) -> Phrase:
    """Return the phrase of one noun: its modifiers, and an "of" phrase where it has one."""
    return head.doc.keep(_phrase, head)


def _phrase(head: Token) -> Phrase:
    tokens = [*_left(head), head, *_right(head)]
    return Phrase(head, tuple(_trimmed(tokens, head)))


def _spelled_out(noun: Token) -> tuple[Phrase, ...]:
    shared = _shared_modifiers(noun)
    if not shared:
        return (phrase(noun),)
    if _is_noun_list(shared, noun):
        return (
            *(phrase(item) for item in shared[:-1]),
            phrase_without(noun, shared[:-1], shared),
        )
    return tuple(
        phrase_without(noun, [other for other in shared if other != modifier], shared)
        for modifier in shared
    )


def _shared_modifiers(noun: Token) -> list[Token]:
    for child in noun.lefts:
        if child.dep_ in {"amod", "nmod", "compound"}:
            fellows = [child, *_modifier_conjuncts(child)]
            if len(fellows) > 1 and fellows[-1].i < noun.i:
                return fellows
    return []


def _modifier_conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from _modifier_conjuncts(child)


def _is_noun_list(shared: list[Token], noun: Token) -> bool:
    """Say whether "stroke and heart attack" is meant, not "heart and lung disease"."""
    first = shared[0]
    if is_term(first) and type_of(printed(first)) in ILLNESS and shared[-1].pos_ not in NOUNS:
        return True  # "constipation or loose stools"
    if not all(token.pos_ in NOUNS for token in shared):
        return False
    if len(shared) > 2:
        return True
    alone, together = shared[0].text, f"{shared[0].text} {noun.text}"
    return type_of(alone) is not EntityType.OTHER and not is_known(together)


def phrase_without(noun: Token, others: list[Token], shared: list[Token]) -> Phrase:
    """Return the phrase of ``noun`` without some of its shared modifiers and what hangs on them."""
    gone = {token.i for other in others for token in _own(other)}
    gone |= {t.i for other in shared for t in other.children if t.dep_ in {"cc", "punct"}}
    kept = [token for token in _left(noun) if token.i not in gone]
    tokens = [*kept, noun, *_right(noun)]
    return Phrase(noun, tuple(_trimmed(tokens, noun)))


def _own(token: Token) -> Iterator[Token]:
    """Yield a modifier and its own modifiers, without its conjuncts."""
    yield token
    for child in token.children:
        if child.dep_ not in {"conj", "cc"}:
            yield from _own(child)


def _left(head: Token) -> list[Token]:
    found: list[Token] = []
    for child in head.lefts:
        if child.tag_ in {"VB", "VBP"} or _is_bearer(child) or is_misread_gerund(child):
            continue
        if child.dep_ in _LEFT or (child.dep_ == "punct" and child.text in "-/"):
            found.extend(_modifier_tokens(child))
    found.sort(key=lambda token: token.i)
    return found


def _is_bearer(child: Token) -> bool:
    """Say whether a genitive only says whose body it is: "the body's production of melatonin"."""
    return child.dep_ == "poss" and in_class(child.lemma_, "bearer")


def _modifier_tokens(token: Token) -> Iterator[Token]:
    for inner in token.subtree:
        if inner.dep_ not in {"det", "predet"} or inner.head.i == token.i:
            yield inner


def _right(head: Token) -> list[Token]:
    """Return "of …" after the head: "absorption of iron", "number of deaths"."""
    completed = next((find for name, find in _COMPLETED if in_class(head.lemma_, name)), None)
    if completed is not None:
        return completed(head)
    for child in head.rights:
        if child.dep_ == "prep" and _belongs(child, head):
            objects = [t for t in child.children if t.dep_ == "pobj" and is_nominal(t)]
            gerunds = [t for t in child.children if t.dep_ == "pcomp" and t.tag_ == "VBG"]
            if gerunds:  # "attacks of throbbing pain"
                inside = [t for g in gerunds for t in g.children if t.dep_ == "dobj"]
                return [child, gerunds[0], *(phrase(inside[0]).tokens if inside else ())]
            if objects:
                inner = phrase(measured(objects[0]))
                return [child, *_with_determiners(inner)]
        if child.dep_ == "acl" and child.tag_ == "VBG" and in_class(head.lemma_, "trouble_noun"):
            return list(child.doc[child.i : child.right_edge.i + 1])[:6]
        if child.dep_ == "nummod" and child.i == head.i + 1 and not _is_of_unit(child):
            # "omega 3", "stage 4"; not "zinc 4 g"
            return [child]
    return []


def _is_of_unit(number: Token) -> bool:
    """Say whether a number counts the unit after it: "zinc 4 g"."""
    after = number.i + 1
    return after < len(number.doc) and in_class(number.doc[after].lemma_, "unit_noun")


def _content_of(eaten: Token) -> list[Token]:
    """Return "rich in fiber" after "a diet", "with a high intake of fruit", "based on rice"."""
    told = [c for c in eaten.rights if c.dep_ in {"amod", "acl"} and _is_of_content(c)]
    for child in (c for word in (eaten, *told) for c in word.rights):
        held = [t for t in child.children if t.dep_ == "pobj" and is_nominal(t)]
        is_own = child.head is eaten and child.lower_ == "with" and child.i == eaten.i + 1
        if child.dep_ in {"prep", "agent"} and held and (child.head in told or is_own):
            if is_own and held[0].lemma_ not in _HELD:
                return []
            opening = [child] if is_own else [child.head, child]
            return [*opening, *phrase(held[0]).tokens]
    return []


_HELD = frozenset({"intake", "content", "amount", "proportion", "consumption", "level", "load"})


_CONTENT_WORDS = frozenset(
    {"rich", "high", "low", "poor", "enriched", "fortified", "supplemented", "based", "containing",
     "characterized", "characterised"}
)  # fmt: skip


def _is_of_content(word: Token) -> bool:
    return word.lower_ in _CONTENT_WORDS


_COMPLETED: tuple[tuple[str, Callable[[Token], list[Token]]], ...] = (
    ("eating_pattern", _content_of),
    ("any_food", _content_of),
    ("urging_noun", infinitive_of),
)


def _belongs(preposition: Token, head: Token) -> bool:
    """Say whether a preposition completes its noun: "absorption of iron", "need for iron"."""
    if preposition.i != head.i + 1:
        return False
    if preposition.lower_ == "in" and in_class(head.lemma_, "change_noun"):
        return True
    if preposition.lower_ == "with" and in_class(head.lemma_, "taking_up_noun"):
        return True
    return preposition.lower_ == "of" or (
        preposition.lower_ in {"for", "to"} and in_class(head.lemma_, "completed_noun")
    )


def _with_determiners(inner: Phrase) -> list[Token]:
    first = inner.tokens[0]
    between = [t for t in inner.head.lefts if t.dep_ == "det" and t.i == first.i - 1]
    return [*between, *inner.tokens]


def _trimmed(tokens: list[Token], head: Token) -> list[Token]:
    start = 0
    while start < len(tokens) - 1 and tokens[start].i < head.i and _is_droppable(tokens[start]):
        start += 1
    return tokens[start:]


def _is_droppable(token: Token) -> bool:
    return (
        token.dep_ in _DROPPED
        or token.tag_ in {"PRP$", "WP$", "DT", "PDT", "WDT"}
        or (token.lower_ in _QUANTIFIERS)
        or in_class(token.lower_, "adverb_of_extent")
        or token.is_punct
        or token.dep_ in {"case", "quantmod"}
        or (token.dep_ == "nummod" and token.like_num)
    )

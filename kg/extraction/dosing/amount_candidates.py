"""What an amount may belong to: the noun phrases of a sentence, and names wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.anaphora.referents import is_definite
from kg.extraction.claims import ClaimMaker
from kg.extraction.relations.arguments import is_argument
from kg.extraction.syntax.phrases import is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import TAKEN
from kg.lexicon.common_words import is_common_word
from kg.lexicon.dose_contexts import dose_context
from kg.lexicon.drug_stems import drug_names
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.relations import verb_forms
from kg.lexicon.variants import singular
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_CANDIDATES = TAKEN | {EntityType.OTHER}
KNOWN = TAKEN - {EntityType.FOOD}
_OTHER = EntityType.OTHER


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that an amount may belong to.

    Attributes:
        head: Its head, or None where only its name tells.
        is_taken: Its type or its place says that it is something one takes.
    """

    span: Span
    label: str
    type: EntityType
    head: Token | None
    is_taken: bool = False


def candidates_in(maker: ClaimMaker) -> list[Candidate]:
    """Return the noun phrases of the sentence in hand, pronouns resolved."""
    made = (_candidate(maker, token) for token in maker.parsed.doc if _may_have_amount(token))
    return [candidate for candidate in made if candidate is not None]


def _may_have_amount(token: Token) -> bool:
    if is_pronoun(token) or not (is_nominal(token) or _is_odd_name(token)):
        return False
    if token.dep_ in {"compound", "nmod"} and not _is_before_number(token):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "as":  # "as a dietary supplement"
        return False
    return not in_class(token.lemma_, "unit_noun")


def _is_odd_name(token: Token) -> bool:
    """Say whether a word beside an amount may be a name that the tagger does not know."""
    if token.pos_ not in {"ADJ", "ADV", "X", "VERB"} or len(token) < 5 or not token.text.isalpha():
        return False
    if token.lower_.endswith(("ly", "ing", "ed", "al", "ous")) or is_common_word(token.lower_):
        return False
    if token.lower_ in verb_forms() or token.tag_ in {"VBZ", "VBD", "VBN", "MD", "RBR", "JJR"}:
        return False  # "4 g a day raise it", "400 mg taken at night"
    before = token.nbor(-1) if token.i else token
    if before.lower_ == "of" and before.i:
        before = before.nbor(-1)
    return in_class(before.lemma_, "unit_noun") or _is_before_number(token)


def _is_before_number(token: Token) -> bool:
    """Say whether an amount follows, whose unit the parser may take for the head of the phrase."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text[0].isdigit()


def _candidate(maker: ClaimMaker, token: Token) -> Candidate | None:
    one = phrase(token)
    span = maker.parsed.span_of(one.tokens)
    if span is None or not is_argument(one):
        return None
    if is_definite(token):
        resolved = maker.resolved_label(token)
        return Candidate(span, resolved.label, resolved.type, token) if resolved else None
    label = " ".join(span.text_of(maker.document.text).split())
    return Candidate(span, label, maker.type_of(label), token)


def taken_things(
    maker: ClaimMaker, text: str, amounts: list[Span], candidates: list[Candidate]
) -> list[Candidate]:
    """Return what an amount may be of, in order: noun phrases, and names wherever they stand."""
    offset = maker.quote.start
    named = (*names_in(text, offset), *_codes_in(text, offset))
    names = [c for c in named if not _is_within(c.span.shifted(-offset), amounts)]
    found: list[Candidate] = []
    for whole in candidates:
        inner = [n for n in names if whole.span.contains(n.span)]
        one = whole if inner else _before_dose_noun(whole)
        if one.type not in _CANDIDATES or _is_dose_noun(one):
            continue
        if inner and one.type not in KNOWN:
            names = [_to_the_end(n, one, maker) if n is inner[-1] else n for n in names]
        else:
            own = _without_amount(one, amounts, offset, maker)
            if _is_dose_noun(own):
                continue
            found.append(replace(own, is_taken=own.type in KNOWN or _is_taken(text, own, offset)))
    names = [n for n in names if not any(c.span.overlaps(n.span) for c in found)]
    return sorted((*found, *names), key=lambda c: (c.span.start, c.span.end))


def _before_dose_noun(one: Candidate) -> Candidate:
    """Return amiloride for "amiloride doses", where nothing but its place tells that it is one."""
    name, _, last = one.label.rpartition(" ")
    if not in_class(singular(last.lower()), "dose_noun") or not may_be_drug(name):
        return one
    span = Span(one.span.start, one.span.start + len(name))
    head = one.head.nbor(-1) if one.head is not None and one.head.i else None
    return replace(one, span=span, label=name, head=head)


def _is_taken(text: str, one: Candidate, offset: int) -> bool:
    """Say whether an unknown name stands where what is taken stands: "treated with X"."""
    if one.head is None or any(in_class(one.head.lemma_, name) for name in _NO_NAMES):
        return False
    start, end = one.span.start - offset, one.span.end - offset
    before = dose_context("taken-after").search(text, max(start - 80, 0), start)
    return before is not None or dose_context("taken-before").match(text[end:]) is not None


_NO_NAMES = ("use_noun", "taking_noun", "generic_class", "study", "unit_noun")


def _is_within(span: Span, amounts: list[Span]) -> bool:
    return any(amount.contains(span) for amount in amounts)


def names_in(text: str, offset: int) -> Iterator[Candidate]:
    """Yield the names of the vocabulary that are taken, and those that are drugs by their stem."""
    known = []
    for match in default_vocabulary().match(text):
        if match.concept.type in KNOWN:
            known.append(Span(match.start, match.end))
            yield Candidate(known[-1].shifted(offset), match.text, match.concept.type, None, True)
    for start, end in drug_names(text):
        if not any(span.overlaps(Span(start, end)) for span in known):
            span = Span(start, end).shifted(offset)
            yield Candidate(span, text[start:end], EntityType.DRUG, None, True)


def _codes_in(text: str, offset: int) -> Iterator[Candidate]:
    """Yield what stands where codes of new drugs stand: "TNP-470 at 60 mg/m2"."""
    for code in _CODE.finditer(text):
        yield Candidate(Span(*code.span()).shifted(offset), code.group(), _OTHER, None)


def _without_amount(
    one: Candidate, amounts: list[Span], offset: int, maker: ClaimMaker
) -> Candidate:
    """Return methimazole for "20 mg methimazole", where the parser makes one phrase of both."""
    for amount in amounts:
        start, end = amount.start + offset, amount.end + offset
        if one.span.start < start < one.span.end:  # "methimazole 20" of "methimazole 20 mg"
            text = Span(one.span.start, start).text_of(maker.document.text).rstrip(" (,-")
            span = Span(one.span.start, one.span.start + len(text))
            label = " ".join(text.split())
            is_name = any(map(str.isalpha, label)) and not label.endswith((" of", " at", " to"))
            return Candidate(span, label, maker.type_of(label), one.head) if is_name else one
        if one.span.start < end < one.span.end and one.span.start >= amount.start + offset:
            rest = Span(end, one.span.end).text_of(maker.document.text).lstrip()
            rest = rest.removeprefix("of").lstrip() if rest.startswith("of ") else rest
            span = Span(one.span.end - len(rest), one.span.end)
            label = " ".join(rest.split())
            return Candidate(span, label, maker.type_of(label), one.head)
    return one


def _to_the_end(name: Candidate, of: Candidate, maker: ClaimMaker) -> Candidate:
    """Return isosorbide dinitrate for isosorbide in "ingestion of isosorbide dinitrate"."""
    span = Span(name.span.start, of.span.end)
    rest = span.text_of(maker.document.text)[len(name.label) :]
    if not _SECOND_NAME.fullmatch(rest):
        return name
    return replace(name, span=span, label=" ".join(span.text_of(maker.document.text).split()))


_SECOND_NAME = re.compile(r" [a-z]{3,}(?:ate|ide|ine|ium|one|ole|oxide|acid|ose|ran|ol|in)")
_CODE = re.compile(r"(?<![\w-])[A-Z]{2,5}-?\d{2,6}[A-Za-z]?(?![\w-])")
_DRUG_LIKE = re.compile(
    r"(?:[a-z]+ )?[a-z-]{3,}(?:ide|ine|one|ole|ate|ol|in|il|am|an|ium|acid|xen|fen|cid|ex|yl)",
    re.IGNORECASE,
)


def may_be_drug(label: str) -> bool:
    """Say whether an unknown name is built as names of drugs are, or is the code of a new one.

    >>> may_be_drug("amiloride"), may_be_drug("ZD1839"), may_be_drug("fever")
    (True, True, False)
    """
    return bool(_DRUG_LIKE.fullmatch(label) or _CODE.fullmatch(label))


def _is_dose_noun(candidate: Candidate) -> bool:
    head = candidate.head
    if head is None or candidate.type is not _OTHER:
        return False
    is_form = in_class(singular(candidate.label.lower()), "dosage_form")
    return in_class(head.lemma_, "dose_noun") or is_form

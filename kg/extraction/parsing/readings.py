"""The readings of a sentence: with plain nouns, as printed, with a plain verb for a doubtful word.

Which reading is tried next depends on the parse of the last. A sentence therefore *asks* for one
parse after another, and whoever parses answers the questions of many sentences at once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from kg.extraction.parsing.gapping import mend_gapping
from kg.extraction.parsing.misread_clauses import (
    mend_complements,
    mend_following,
    mend_gerunds,
    mend_infinitives,
    mend_named_acts,
    mend_openings,
    mend_participles,
    mend_particles,
    mend_portions,
    mend_reported,
)
from kg.extraction.parsing.misread_lists import mend_forms, mend_lists
from kg.extraction.parsing.misread_nouns import (
    mend_bounds,
    mend_compounds,
    mend_conjuncts,
    mend_governed,
    mend_instances,
    mend_named_objects,
    mend_objects,
    mend_outcomes,
    mend_predicates,
    mend_second_of,
)
from kg.extraction.parsing.misread_relatives import mend_relatives
from kg.extraction.parsing.misread_verbs import (
    mend_comparatives,
    mend_coordination,
    mend_pronoun_subject,
    mend_run_of_verbs,
    mend_subject,
    mend_whether,
    suspects,
)
from kg.extraction.trees.parse_text import ParseText
from kg.extraction.trees.tokens import restore_terms
from kg.extraction.trees.tree import Doc, Token
from kg.lexicon.relations import verb_forms
from kg.model.spans import Span

_SWALLOWED = frozenset({"amod", "compound", "xcomp"})  # what a verb of a fragment is read as
_MAX_MENDED = 4  # words that are tried as a verb: each costs a parse or two
_MAX_MENDED_TOKENS = 150  # a longer sentence is no slip of the tagger


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed sentence.

    Attributes:
        doc: The parse of ``source.text``.
        source: Where each character comes from.
        sentence: Index into the document's sentences: the one the claims belong to.
    """

    doc: Doc
    source: ParseText
    sentence: int

    def span_of(self, tokens: Iterable[Token]) -> Span | None:
        """Return the document range from the first to the last of ``tokens``."""
        found = tuple(tokens)
        if not found:
            return None
        last = found[-1]
        if len(found) == 1:
            return self.source.to_document(last.idx, last.idx + len(last.text))
        last = max(found, key=_place)
        return self.source.to_document(min(found, key=_place).idx, last.idx + len(last.text))


_place = operator.attrgetter("i")


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways in which one sentence can be given to the parser.

    Attributes:
        sentence: Index into the document's sentences.
        plain: With plain nouns for its terms.
        printed: Gives it as the document prints it.
        document: The text of the document.
        alone: What follows a label, read by itself where it is a clause; None without a label.
    """

    sentence: int
    plain: ParseText
    printed: Callable[[], ParseText]
    document: str
    alone: ParseText | None = None


Asking = Generator[str, Doc, Parsed]  # yields texts, is sent their parses, returns the best


def best_reading(unit: Readings) -> Asking:
    """Ask for the readings of a sentence until one is good enough, and return it.

    It is read with plain nouns for its terms first. Where that gives no finite verb, it is read as
    printed, and then with a plain verb for a word that may be one ("cures").
    """
    found = yield from _settled(unit)
    mend_comparatives(found.doc)
    mend_relatives(found.doc)
    mend_following(found.doc)
    mend_reported(found.doc)
    mend_subject(found.doc)
    mend_pronoun_subject(found.doc)
    mend_whether(found.doc)
    mend_coordination(found.doc)
    mend_run_of_verbs(found.doc)
    mend_objects(found.doc)
    mend_outcomes(found.doc)
    mend_named_objects(found.doc)
    mend_predicates(found.doc)
    mend_conjuncts(found.doc)
    mend_second_of(found.doc)
    mend_compounds(found.doc)
    mend_governed(found.doc)
    mend_instances(found.doc)
    mend_lists(found.doc)
    mend_forms(found.doc)
    mend_bounds(found.doc)
    mend_infinitives(found.doc)
    mend_complements(found.doc)
    mend_named_acts(found.doc)
    mend_openings(found.doc)
    mend_portions(found.doc)
    mend_participles(found.doc)
    mend_particles(found.doc)
    mend_gerunds(found.doc)
    mend_gapping(found.doc)
    return found


def _settled(unit: Readings) -> Asking:
    first = yield from _first(unit)
    restore_terms(first.doc, first.source, unit.document)
    last = first
    if len(first.doc) < 4:
        return first
    if _is_clause(first.doc):
        readings = [(first, suspects(first.doc))]
    else:
        readings = [(first, _candidates(first.doc))]
        printed = unit.printed()
        if printed.text != unit.plain.text:
            second = Parsed((yield printed.text), printed, unit.sentence)
            if _is_clause(second.doc):
                if not suspects(second.doc):
                    return second
                last = second
            readings.append((second, _candidates(second.doc)))
    for reading, candidates in readings:
        mended = yield from _with_plain_verb(reading, candidates)
        if mended is not None:
            restore_terms(mended.doc, mended.source, unit.document)
            return mended
    return last


def _first(unit: Readings) -> Asking:
    """Ask for the text without its label, and where that is no clause with the label."""
    if unit.alone is not None:
        alone = Parsed((yield unit.alone.text), unit.alone, unit.sentence)
        if _is_clause(alone.doc) and _has_subject(alone.doc):
            return alone
        mended = yield from _with_plain_verb(alone, suspects(alone.doc))
        if mended is not None and _has_subject(mended.doc):
            return mended
    return Parsed((yield unit.plain.text), unit.plain, unit.sentence)


def _has_subject(doc: Doc) -> bool:
    root = doc.root
    return root is not None and any(c.dep_ in {"nsubj", "nsubjpass"} for c in root.lefts)


def _is_clause(doc: Doc) -> bool:
    """Say whether a parse has a finite main verb."""
    root = doc.root
    if root is None or root.pos_ not in {"VERB", "AUX"}:
        return False
    if root.tag_ in {"VBZ", "VBP", "VBD"}:
        return True
    auxiliaries = [c for c in root.children if c.dep_ in {"aux", "auxpass"}]
    if root.tag_ == "VB" and any(c.tag_ == "TO" for c in auxiliaries):
        return len(auxiliaries) > 1  # "surgery to remove the tonsils" only says what it is for
    return root.tag_ == "VB" or bool(auxiliaries)


def _candidates(doc: Doc) -> list[Token]:
    """Return the words of a fragment that may be its verb."""
    forms = verb_forms()
    return [
        token
        for token in doc[1:-1]
        if token.lower_ in forms
        and (token.pos_ != "VERB" or token.dep_ in _SWALLOWED)
        and not _is_governed(token)
    ]


def _is_governed(token: Token) -> bool:
    """Say whether a word stands right after a preposition, as the damage of "from damage"."""
    before = token.nbor(-1)
    return before.tag_ == "IN" and token.dep_ == "pobj" and token.head is before


def _with_plain_verb(parsed: Parsed, candidates: list[Token]) -> Generator[str, Doc, Parsed | None]:
    """Ask to read a word taken for a noun or a modifier as a plain verb of the same form."""
    if len(parsed.doc) > _MAX_MENDED_TOKENS:
        return None
    for token in sorted(candidates, key=_likeliness)[:_MAX_MENDED]:
        lemma = verb_forms()[token.lower_]
        for verb in _plain_verbs(token, lemma):
            text = parsed.source.text
            mended = text[: token.idx] + verb + text[token.idx + len(token) :]
            doc = yield mended
            fits = _is_clause(doc) or _is_after_colon(doc, token.idx)
            if fits and _set_lemma(doc, token.idx, lemma):
                source = parsed.source.replaced(token.idx, token.idx + len(token), verb, mended)
                return Parsed(doc, source, parsed.sentence)
    return None


def _is_after_colon(doc: Doc, start: int) -> bool:
    """Say whether the word that starts there is a finite verb with a subject after a colon."""
    verb = next((t for t in doc if t.idx == start and t.tag_ in {"VBZ", "VBP", "VBD"}), None)
    if verb is None or verb.pos_ != "VERB":
        return False
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return subject is not None and any(t.text == ":" for t in doc[: subject.i])


def _likeliness(token: Token) -> tuple[bool, int]:
    """Order words by how likely they are the verb: forms in -s first, then as they stand."""
    return (not token.lower_.endswith("s"), token.i)


def _plain_verbs(token: Token, lemma: str) -> tuple[str, ...]:
    base, third, past = ("see", "sees", "saw")
    if token.nbor(1).pos_ == "ADP":  # "result in"
        base, third, past = ("live", "lives", "lived")
    if token.nbor(1).lower_ == "to":  # "predisposes to"
        base, third, past = ("lead", "leads", "led")
    word = token.lower_
    if word == lemma:
        return (base, f"can {base}")
    return (third,) if word.endswith("s") else (past,)


def _set_lemma(doc: Doc, start: int, lemma: str) -> bool:
    """Give the verb that now stands there its lemma; say whether it was read as a verb."""
    latest = start + len("can ")
    verb = next((t for t in doc if start <= t.idx <= latest and t.pos_ == "VERB"), None)
    if verb is None or verb.dep_ in {"amod", "compound"}:
        return False
    verb.lemma_ = lemma
    return True

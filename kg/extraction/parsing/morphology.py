"""Parts of speech and lemmas of tagged and parsed sentences, worked out once for each word form.

spaCy's rules for parts of speech and morphology cost a sixth of a parse, and nearly all of them
look at one token: its tag, its dependency, and whether it is one of some fifty words that they
name. :class:`CachedMorphology` lets spaCy's own components decide once for each such case and
writes what they decided. Sentences to which a rule over several tokens may apply ("let's", "there
is") go to those components whole, so the result is the same for every sentence.
"""

# No postponed annotations here: spaCy reads those of a factory when it is registered.
import functools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from thinc.api import NumpyOps

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
_NAME = "citegraph_morphology"
_MOST = 200_000  # cases kept: some 30 MB; a corpus of health articles has 50,000
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_SET: list[int | str] = ["POS", "MORPH", "LEMMA"]
_SYNTAX = frozenset({"TAG", "DEP"})

Key = tuple[int, int, int]  # hashes of form, tag, dependency
Values = tuple[int, int, int]  # hashes of part of speech, morphology, lemma


class CachedMorphology:
    """Sets part of speech, morphology and lemma as ``ruler`` and ``lemmatizer`` would.

    Args:
        ruler: Rules over tokens.
        lemmatizer: Lemmas for tokens to which no rule of ``ruler`` gave one.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._words = _Words(ruler)
        self._firsts = _first_tokens(ruler)
        self._known: dict[Key, Values | None] = {}
        self._ruled: dict[Key, Values | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token of ``doc`` and return it."""
        keys = _rows(doc, _KEY)
        known = self._known
        if not all(map(known.__contains__, keys)):
            return self._learn(doc, keys)
        return self._write(doc, [known[key] for key in keys]) or self._decide(doc)

    def _learn(self, doc: Doc, keys: list[Key]) -> Doc:
        """Set the attributes of a sentence with cases not met before, and keep them."""
        if len(self._known) > _MOST:
            self._known.clear()
        known = self._known
        ruled = [known[key] if key in known else self._rule(doc, key) for key in keys]
        known.update((key, None) for key, row in zip(keys, ruled, strict=True) if row is None)
        if self._write(doc, ruled) is None:
            return self._decide(doc)
        self._lemmatizer(doc)
        self._known.update(zip(keys, _rows(doc, _SET), strict=True))
        return doc

    def _rule(self, doc: Doc, key: Key) -> Values | None:
        """Return what the rules set in a case, or None where they may see more than one token."""
        form, tag, dep = key
        case = (form if self._words.is_named(doc.vocab.strings[form]) else 0, tag, dep)
        if case not in self._ruled:
            strings = doc.vocab.strings
            alone = Doc(
                doc.vocab,
                words=[strings[form]],
                tags=[strings[tag]],
                deps=[strings[dep]],
                heads=[0],
            )
            is_first = bool(self._firsts(alone))
            self._ruler(alone)
            is_same = _rows(alone, _KEY) == [key]
            self._ruled[case] = None if is_first or not is_same else _rows(alone, _SET)[0]
        return self._ruled[case]

    def _decide(self, doc: Doc) -> Doc:
        return self._lemmatizer(self._ruler(doc))

    @staticmethod
    def _write(doc: Doc, values: list[Values | None]) -> Doc | None:
        """Write the values of all tokens; None, and nothing written, where one has none."""
        rows = [row for row in values if row is not None]
        if not rows or len(rows) < len(values):
            return None
        written: Any = np.array(rows, dtype="uint64")
        return doc.from_array(_SET, written)


class _Words:
    """Words that rules name; to all others they are blind."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._lower: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        self._is_blind = True
        self.is_named = functools.lru_cache(_MOST)(self._is_named)
        for attribute, value in _lexical(ruler):
            self._add(attribute, value)

    def _is_named(self, word: str) -> bool:
        """Say whether the rules may treat a word unlike others of the same tag."""
        lower = word.lower()
        return (
            not self._is_blind
            or lower in self._lower
            or not word.strip()
            or any(shape.search(lower) for shape in self._shapes)
        )

    def _add(self, attribute: str, value: object) -> None:
        if attribute == "LOWER" and isinstance(value, str):
            self._lower.add(value)
        elif attribute == "LOWER" and isinstance(value, dict) and value.keys() == {"IN"}:
            self._lower.update(value["IN"])
        elif attribute == "LOWER" and isinstance(value, dict) and value.keys() == {"REGEX"}:
            self._shapes.append(re.compile(value["REGEX"]))
        elif attribute != "IS_SPACE":
            self._is_blind = False


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    rules: Any = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _lexical(ruler: AttributeRuler) -> Iterator[tuple[str, object]]:
    for pattern in _patterns(ruler):
        for token in pattern:
            yield from ((name, value) for name, value in token.items() if name not in _SYNTAX)


def _first_tokens(ruler: AttributeRuler) -> Matcher:
    """Return a matcher of single tokens with which a rule over several tokens may begin."""
    found = Matcher(ruler.vocab)
    for pattern in _patterns(ruler):
        if len(pattern) > 1 or "OP" in pattern[0]:
            found.add("several", [[pattern[0]]])
    return found


def _rows(doc: Doc, attributes: list[int | str]) -> list[tuple[int, int, int]]:
    return [(a, b, c) for a, b, c in doc.to_array(attributes).tolist()]


def _index(lemmatizer: Lemmatizer) -> None:
    """Let the lemmatiser find known lemmas by hash: its lists of 50,000 nouns are searched through.

    A lemma is worked out once for each form, so this matters for the first documents only.
    """
    tables = lemmatizer.lookups
    if tables.has_table("lemma_index"):
        known = tables.get_table("lemma_index")
        for part_of_speech, lemmas in known.items():
            known[part_of_speech] = frozenset(lemmas)


@Language.factory(_NAME)
def _make(nlp: Language, name: str) -> CachedMorphology:  # noqa: ARG001 - spaCy passes the name
    ruler: Any = nlp.get_pipe(RULER)
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER)
    _index(lemmatizer)
    return CachedMorphology(ruler, lemmatizer)


def add_morphology(nlp: Language) -> Language:
    """Put the cached component in the place of spaCy's two, which must be loaded but disabled."""
    nlp.add_pipe(_NAME, last=True)
    return nlp


def with_fast_products(nlp: Language) -> Language:
    """Let NumPy multiply matrices: its OpenBLAS does so three times as fast as spaCy's BLIS.

    The parses are the same; ``scripts/measure_speed`` compares them.
    """
    products = NumpyOps(use_blis=False)
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = products
    return nlp

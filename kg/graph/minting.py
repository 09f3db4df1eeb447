"""Mints IRIs from content, so that two machines mint the same."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.nquads import check_iri, segment
from kg.lexicon.label_identity import label_key
from kg.lexicon.normalise import folded
from kg.terms import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.model.claim import Argument, Quantity

_SLUG_BREAK = re.compile(r"[^a-z0-9]+")


def digest(*parts: str) -> str:
    """Return 16 hex digits that stand for ordered parts."""
    joined = "\x1f".join(parts).encode("utf-8", "backslashreplace")
    return hashlib.sha256(joined).hexdigest()[:16]


def slug(text: str) -> str:
    """Return a short readable piece of an IRI; different texts can share it.

    >>> slug("Vitamin B12 (cobalamin)")
    'vitamin-b12-cobalamin'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG_BREAK.sub("-", plain).strip("-")[:48].strip("-")


@functools.lru_cache(maxsize=16384)
def _label_segment(label: str) -> str:
    """Return the last segment of a label's IRI: what makes it readable, and what makes it unique.

    A claim names its arguments ten times over, and labels come again in many claims.
    """
    key = label_key(label)
    return f"{segment(slug(key) or 'x')}-{digest(key)[:8]}"


@dataclass(frozen=True, slots=True)
class Minter:
    """Names graphs and things under one base IRI, which ends in ``/`` or ``#``."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base that cannot start an IRI."""
        check_iri(self.base + "x")

    # graphs

    def document(self, sha256: str) -> str:
        """Name a document, and the graph of what it says."""
        return f"{self.base}document/{segment(sha256[:16])}"

    def graph(self, name: str) -> str:
        """Name a graph of the whole store, such as ``grades`` or ``direct``."""
        return self.base + name

    # things in a document

    def part(self, document: str, kind: str, key: str | int) -> str:
        """Name a section, sentence, marker, quote or reference within a document."""
        return f"{document}/{kind}/{segment(str(key))}"

    def claim(self, claim: str) -> str:
        """Name a claim by its id."""
        return f"{self.base}claim/{segment(claim)}"

    # things across documents

    def entity(self, argument: Argument) -> str:
        """Name the entity of a subject or object, by its CURIE or its label key."""
        if argument.id:
            return f"{self.base}entity/{segment(argument.id)}"
        return self.label_entity(argument.label)

    def label_entity(self, label: str) -> str:
        """Name an entity that no vocabulary knows."""
        return f"{self.base}entity/{_label_segment(label)}"

    def concept(self, curie: str) -> str:
        """Name a concept of a vocabulary."""
        return f"{self.base}entity/{segment(curie)}"

    def quantity(self, label: str, quantity: Quantity) -> str:
        """Name a dose or range by its canonical label and its figures."""
        figures = (
            quantity.min, quantity.max, quantity.times_min, quantity.times_max,
            quantity.daily_min, quantity.daily_max,
        )  # fmt: skip
        key = digest(
            folded(label), quantity.unit, quantity.period or "", str(quantity.per_kg),
            *("" if figure is None else repr(float(figure)) for figure in figures),
        )  # fmt: skip
        return f"{self.base}quantity/{segment(slug(label) or 'x')}-{key[:8]}"

    def work(self, identity: str) -> str:
        """Name a cited work by its identity (``doi:…``, ``pmid:…``, ``key:…``)."""
        return f"{self.base}work/{segment(identity)}"

    def study(self, key: str) -> str:
        """Name a study by the identity of its work or the place that describes it."""
        return f"{self.base}study/{digest(key)}"

    def proposition(self, key: str) -> str:
        """Name a proposition by its id."""
        return f"{self.base}proposition/{segment(key)}"

    def thing(self, kind: str, *parts: str) -> str:
        """Name anything else by the digest of its ordered parts."""
        return f"{self.base}{kind}/{digest(*parts)}"

"""The written forms of many concepts, packed so that they are written once and read fast.

A compiled dictionary is a text file: a JSON header, one line a concept, an empty line, one line a
form. It is what ``kg vocab build`` writes and what the vocabulary of citegraph is shipped as.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from kg.errors import LexiconError
from kg.lexicon.common_words import is_common_word
from kg.lexicon.normalise import folded
from kg.lexicon.terms import Concept
from kg.lexicon.variants import AS_LISTED, SYNONYM, forms
from kg.model.closed_terms import EntityType

FORMAT = "citegraph-dictionary/1"
_LIST = ";"  # stands in no name that is indexed, and folding keeps it
_SHORT = 6  # an all-capitals name up to this length is matched in capitals only
_LONE = re.compile(r"(?:^|\s)[AI](?:\s|$)")
_BITS = 6  # a form's concept number and its way share one integer


@dataclass(frozen=True, slots=True)
class Reading:
    """One concept that a form can stand for.

    Attributes:
        concept: Number of the concept.
        way: How the form was made; see :mod:`kg.lexicon.variants`.
        capitals: The name, where it must stand in these capitals; empty otherwise.
    """

    concept: int
    way: int
    capitals: str = ""

    def allows(self, printed: str) -> bool:
        """Say whether the words as printed may stand for this reading.

        >>> Reading(0, 0, "AIDS").allows("aids"), Reading(0, 0, "vitamin A").allows("vitamin A")
        (False, True)
        >>> Reading(0, 0, "SAMe").allows("same"), Reading(0, 0, "SAMe").allows("SAMe")
        (False, True)
        """
        if not self.capitals:
            return True
        if is_common_word(self.capitals.lower()):
            return printed in {self.capitals, self.capitals.upper()}
        if self.capitals.isupper():
            return (printed if self.capitals[-1] == "S" else printed.removesuffix("s")).isupper()
        bound = [word for word in self.capitals.split() if word in ("A", "I")]
        return all(word in printed.split() for word in bound)


@dataclass(frozen=True, slots=True)
class FormIndex:
    """Forms and the concepts they can stand for.

    Attributes:
        concepts: By number.
        packed: Form to its readings, packed, the best first.
        ambiguous: Forms whose meaning only the context tells.
        header: What the header of a compiled file says: sources, releases, counts.
    """

    concepts: Sequence[Concept]
    packed: Mapping[str, str]
    ambiguous: frozenset[str] = frozenset()
    header: Mapping[str, object] | None = None

    def readings(self, form: str) -> Iterator[Reading]:
        """Yield the readings of a folded form, the best first."""
        packed = self.packed.get(form)
        if packed is None:
            return
        for part in packed.split("|"):
            number, _, capitals = part.partition(":")
            bits = int(number)
            yield Reading(bits >> _BITS, bits & ((1 << _BITS) - 1), capitals)


def build_index(concepts: Iterable[Concept], ambiguous: Iterable[str] = ()) -> FormIndex:
    """Return the index of ``concepts``, which are in order of precedence.

    Of two concepts with one form the first is preferred; a label comes before a synonym, and a
    listed form before a derived one.
    """
    kept = tuple(concepts)
    names = [(number, AS_LISTED, concept.label) for number, concept in enumerate(kept)]
    names += [(number, SYNONYM, name) for number, c in enumerate(kept) for name in c.synonyms]
    keys = [key.strip() for key in folded(_LIST.join(n for _, _, n in names)).split(_LIST)]
    if names and len(keys) != len(names):
        raise LexiconError(f"a name contains {_LIST!r}")
    packed: dict[str, list[str]] = {}
    for row, form, way in sorted(forms(keys[: len(names)]), key=lambda made: bool(made[2])):
        number, kind, name = names[row]
        bound = _capitals(name)
        reading = f"{(number << _BITS) | kind | way}{':' if bound else ''}{bound}"
        packed.setdefault(form, []).append(reading)
    packed.pop("", None)
    joined = {form: "|".join(readings) for form, readings in packed.items()}
    return FormIndex(kept, joined, frozenset(folded(form) for form in ambiguous))


def _capitals(name: str) -> str:
    """Return ``name`` where its capitals matter: short abbreviations, and a lone A or I."""
    is_word = is_common_word(folded(name)) and not name.islower() and not name.istitle()
    if len(name) <= _SHORT and (name.isupper() or is_word):
        return name
    return name if _LONE.search(name) else ""


def write_index(index: FormIndex, sources: Sequence[Mapping[str, object]] = ()) -> str:
    """Return the compiled file; the same index gives the same text."""
    header = {
        "format": FORMAT,
        "concepts": len(index.concepts),
        "forms": len(index.packed),
        "ambiguous": sorted(index.ambiguous),
        "sources": list(sources),
    }
    lines = [json.dumps(header, ensure_ascii=False)]
    lines += [_row(concept) for concept in index.concepts]
    lines.append("")
    lines += [f"{form}\t{readings}" for form, readings in index.packed.items()]
    return "\n".join(lines) + "\n"


def _row(concept: Concept) -> str:
    cells = (
        concept.label,
        concept.type.value,
        concept.id or "",
        "|".join(concept.exact_matches),
        concept.vocabulary,
        "|".join(concept.synonyms),
    )
    row = "\t".join(cells)
    if row.count("\t") != len(cells) - 1 or "\n" in row:
        raise LexiconError(f"a name contains a tab or a line break: {concept.label!r}")
    return row


def read_index(text: str, path: str) -> FormIndex:
    """Return the index of a compiled file.

    Raises:
        LexiconError: The text is no compiled dictionary, or is cut short.
    """
    first, _, rest = text.partition("\n")
    try:
        header = json.loads(first)
    except ValueError as error:
        raise LexiconError("not a compiled dictionary", path=path) from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise LexiconError("not a compiled dictionary of this version", path=path)
    rows, _, table = rest.partition("\n\n")
    concepts = _Rows(rows.split("\n"))
    packed = dict(line.split("\t", 1) for line in table.splitlines() if "\t" in line)
    if (len(concepts), len(packed)) != (header.get("concepts"), header.get("forms")):
        remedy = "compile it again with kg vocab build"
        raise LexiconError("the dictionary is incomplete", path=path, remedy=remedy)
    return FormIndex(concepts, packed, frozenset(header.get("ambiguous", ())), header)


class _Rows(Sequence[Concept]):
    """Concepts that are decoded when they are asked for."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._decoded: dict[int, Concept] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, number: int) -> Concept: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Concept]: ...
    def __getitem__(self, number: int | slice) -> Concept | Sequence[Concept]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        concept = self._decoded.get(number)
        if concept is None:
            concept = self._decoded[number] = _concept(self._rows[number])
        return concept


def _concept(row: str) -> Concept:
    label, kind, curie, exact, vocabulary, synonyms = row.split("\t")
    return Concept(
        id=curie or None,
        label=label,
        type=EntityType(kind),
        synonyms=tuple(filter(None, synonyms.split("|"))),
        exact_matches=tuple(filter(None, exact.split("|"))),
        vocabulary=vocabulary,
    )

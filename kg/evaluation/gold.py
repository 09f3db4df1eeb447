"""Annotated claims: one row a claim, tab-separated (format: tests/gold/README.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError

_COLUMNS = 9
_ANY = "*"


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One annotated claim and every way of wording it that counts as right.

    Attributes:
        core: Whether a fact-checker would surely want it.
        hedged: Whether the author hedges; None where either answer is right.
        designs: Study designs that count as right.
        citations: Numbers of citations that count as right.
        quote: Verbatim words that locate the sentence.
    """

    core: bool
    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    negated: bool
    hedged: bool | None
    designs: tuple[str, ...]
    citations: tuple[int, ...]
    quote: str


def load_gold(path: Path) -> tuple[GoldRow, ...]:
    """Return the rows of a gold file.

    Raises:
        ReadError: The file is missing, or a line breaks the format.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", path=str(path)) from error
    lines = enumerate(text.splitlines(), start=1)
    kept = [(n, line) for n, line in lines if line.strip() and not line.startswith("#")]
    if not kept:
        raise ReadError("no annotated claim", path=str(path), remedy="see tests/gold/README.md")
    return tuple(_row(line, path, number) for number, line in kept)


def _row(line: str, path: Path, number: int) -> GoldRow:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise ReadError(
            f"expected {_COLUMNS} columns, found {len(cells)}", path=str(path), offset=number
        )
    core, subjects, predicates, objects, polarity, hedged, designs, citations, quote = cells
    if core not in {"0", "1"} or polarity not in {"+", "-"} or hedged not in {"y", "n", _ANY}:
        raise ReadError("core, polarity or hedged is unknown", path=str(path), offset=number)
    return GoldRow(
        core=core == "1",
        subjects=tuple(subjects.split("|")),
        predicates=tuple(predicates.split("|")),
        objects=tuple(objects.split("|")),
        negated=polarity == "-",
        hedged=None if hedged == _ANY else hedged == "y",
        designs=tuple(designs.split("|")),
        citations=tuple(int(count) for count in re.split(r"[,|]", citations)),
        quote=quote,
    )


def source_of(gold: Path) -> Path:
    """Return the document that a gold file annotates: the file of the same stem beside it.

    Raises:
        ReadError: There is none.
    """
    siblings = sorted(gold.parent.glob(f"{gold.stem}.*"))
    documents = [p for p in siblings if p.suffix not in {".tsv", ".json", ".jsonl"}]
    if not documents:
        raise ReadError(
            "no document of that name beside it", path=str(gold), remedy="name it with --source"
        )
    return documents[0]

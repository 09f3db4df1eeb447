"""The parts of a draft: blocks, sections without headings, marked-up citations, entries."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.document import BlockKind, MarkerStyle, TablePosition
from kg.model.spans import Span


@dataclass(slots=True)
class DraftBlock:
    """A block under construction; offsets are code points of the draft's text.

    Attributes:
        level: Of a heading, 1 to 6; 0 for everything else.
        depth: Nesting of a list item, from 0.
        lead_in: Index of the block that introduces this one where the format says so; where it is
            None, layout decides for list items and table cells.
        label: Number of an ordered item, where the number is not in the text; a reference list
            made of such items gets its labels from them.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    lead_in: int | None = None
    table: TablePosition | None = None
    page: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """A section that starts without a printed heading.

    Attributes:
        block: Index of the first block of the section.
        level: Level of the section; None for the level of its siblings.
        title: A title the format gives and the text does not print, or None.
        is_missing: Whether a heading was lost here.
    """

    block: int
    level: int | None
    title: str | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class MarkerHint:
    """A citation marker that the format itself marks up.

    Adjacent hints (``<xref>4</xref>–<xref>6</xref>``) are joined to one marker, ranges expanded and
    enclosing brackets taken in by the shared finishing; give each element as it stands.

    Attributes:
        style: XREF, FOOTNOTE or LINK.
        targets: Ids of the :class:`DraftReference` entries it points to, in order.
        url: Where a link leads; only links to works (DOI, PubMed, PMC, journals) become markers.
    """

    span: Span
    style: MarkerStyle
    targets: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DraftReference:
    """An entry of the reference list; what is not given is parsed from ``raw``.

    Attributes:
        id: What :attr:`MarkerHint.targets` use; for lists without ids the number of the entry.
        raw: The entry as printed, without its label.
        span: Where it stands in the draft, label included, or None.
        label: The printed label (``12``, ``Lee 2021a``) without brackets and dots, or None.
        is_footnote: Whether it is a footnote, which is a reference only when it reads like one.
    """

    id: str
    raw: str
    span: Span | None = None
    label: str | None = None
    authors: tuple[str, ...] = ()
    year: str | None = None
    title: str | None = None
    container: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    is_footnote: bool = False

"""What reading makes of a source: one text, and ranges of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Source:
    """A file as given.

    Attributes:
        name: The path as given, ``/``-separated, relative to the folder that was named;
            for a line of JSON Lines the ``id`` of the line; ``-`` for standard input.
        media_type: For example ``text/markdown``.
        sha256: Hex digest of the bytes (of the line, for JSON Lines).
        url: Where the document was published, if the source says so.
    """

    name: str
    media_type: str
    sha256: str
    url: str | None = None


class BlockKind(StrEnum):
    """What a block of the document is for."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"  # of a figure or table, or a stray one left over from the page
    BYLINE = "byline"  # author, date and the like: not content
    REFERENCE = "reference"  # an entry of the reference list
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class TablePosition:
    """Where a table cell stands.

    Attributes:
        table: Number of the table in the document, from 0.
        row: Row number, from 0; header rows count.
        column: Column number, from 0.
        is_header: Whether the cell is a column or row heading.
    """

    table: int
    row: int
    column: int
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that layout sets apart: a paragraph, list item, cell, heading.

    Blocks are in document order and do not overlap.

    Attributes:
        section: Index into ``Document.sections``.
        depth: Nesting of a list item, from 0; 0 for everything else.
        lead_in: Index of the block that introduces this one ("Causes include:", or the parent
            list item, or the sentence that announces a table), or None.
        table: Position, for a table cell.
        page: Page of the source, from 1, where the format has pages.
    """

    kind: BlockKind
    span: Span
    section: int
    depth: int = 0
    lead_in: int | None = None
    table: TablePosition | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A range of the document under one heading.

    Attributes:
        title: The heading as printed, or None where the heading is missing (recognised by
            layout) or where text stands before the first heading.
        level: 1 is the document's title; a missing heading has the level of its siblings.
        span: From the heading (or the first block) to the start of the next section; a section
            does not contain its subsections.
        parent: Index of the enclosing section, or None.
        title_span: Where the title stands, if it has one.
        is_missing_heading: Whether layout shows that a heading was lost here.
    """

    title: str | None
    level: int
    span: Span
    parent: int | None = None
    title_span: Span | None = None
    is_missing_heading: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item, table cell or heading as one unit of extraction.

    Attributes:
        block: Index into ``Document.blocks``.
    """

    span: Span
    block: int


class MarkerStyle(StrEnum):
    """How a citation marker is written."""

    PLACEHOLDER = "placeholder"  # (x): a source exists, and the text does not say which
    NUMERIC = "numeric"  # [12], [2,3], [4-6]
    SUPERSCRIPT = "superscript"  # ¹² or digits set or glued as superscript
    AUTHOR_YEAR = "author_year"  # (Lee & Park, 2021), Lee et al. (2021)
    FOOTNOTE = "footnote"  # [^3]
    LINK = "link"  # a link to a DOI, PubMed, PMC or journal page
    IDENTIFIER = "identifier"  # doi:10.…, PMID 123, a URL in the running text
    XREF = "xref"  # JATS or TEI cross-reference


class CitationState(StrEnum):
    """Whether a pointer reached its reference, and how it failed."""

    RESOLVED = "resolved"
    PLACEHOLDER = "placeholder"
    MISSING = "missing"  # no entry of that number or name
    AMBIGUOUS = "ambiguous"  # several entries fit


@dataclass(frozen=True, slots=True)
class Pointer:
    """One reference pointed at by a marker; ``[4-6]`` has three, ``(x, x)`` has two.

    Attributes:
        key: What the marker says: ``5``, ``Lee 2021a``, ``x``, a DOI.
        state: Whether it was resolved.
        references: Ids of the references it resolves to: one when resolved, none or several
            (the candidates) otherwise.
    """

    key: str
    state: CitationState
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """An in-text citation marker, a whole group as printed.

    Attributes:
        confidence: How sure it is that this is a citation, 0 to 1.
    """

    span: Span
    text: str
    style: MarkerStyle
    pointers: tuple[Pointer, ...]
    confidence: float = 1.0

    @property
    def state(self) -> CitationState:
        """Return the worst state of the pointers."""
        order = (CitationState.MISSING, CitationState.AMBIGUOUS, CitationState.PLACEHOLDER)
        states = {pointer.state for pointer in self.pointers}
        return next((state for state in order if state in states), CitationState.RESOLVED)

    @property
    def references(self) -> tuple[str, ...]:
        """Return the ids of all references reached, in order, without repeats."""
        return tuple(dict.fromkeys(ref for p in self.pointers for ref in p.references))


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliography entry: what the document prints, and the work it names.

    Attributes:
        id: Stable within the document: the label or key that markers use (``3``, ``bib3``).
        raw: The entry as printed.
        span: Where the entry stands, or None when it comes from beside the document.
        work: Identity across documents: ``doi:…``, ``pmid:…``, ``pmcid:…``, ``url:…`` or
            ``key:…`` (normalised title, year and first author).
        design: Publication type or design that a catalogue verifies, or None.
        retracted: True or False where known, None where nobody looked.
    """

    id: str
    raw: str
    work: str
    span: Span | None = None
    authors: tuple[str, ...] = ()
    year: str | None = None
    title: str | None = None
    container: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    design: str | None = None
    retracted: bool | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that reading noticed and a person may want to know: what was dropped or mended."""

    kind: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source's parsed text, one string; every offset is a code point range of it.

    Attributes:
        id: The source's name; unique within one run.
        text: What all spans refer to. Nothing is normalised away that a reader can see.
        title: The title, or None.
    """

    id: str
    source: Source
    text: str
    title: str | None
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    references: tuple[Reference, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def section_path(self, section: int) -> tuple[str | None, ...]:
        """Return the titles from the top down to ``section``; None where a heading is missing."""
        titles: list[str | None] = []
        at: int | None = section
        while at is not None:
            titles.append(self.sections[at].title)
            at = self.sections[at].parent
        return tuple(reversed(titles))

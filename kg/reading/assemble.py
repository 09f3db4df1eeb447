"""Makes a Document of a draft: sections, references, markers, resolution, sentences."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import ReadError
from kg.model.document import Block, BlockKind, Document, Reference, Source
from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.bibliography import collect_references
from kg.reading.decoding import sound
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftBlock, SectionBreak
from kg.reading.linked_works import with_linked_works
from kg.reading.markers import find_markers
from kg.reading.sections import build_sections, lead_ins
from kg.reading.sentences import split_blocks
from kg.reading.typed_bullets import with_typed_items

MAX_TEXT = 10_000_000  # code points of a document: some twenty books
MAX_BLOCK = 1_000_000  # code points of a paragraph; the parser takes no more at once
_block, _span = maker_of(Block), maker_of(Span)
_BLANK = frozenset(" \t\r\n\f\v\u00a0\u200b\ufeff\u2028\u2029")


def assemble(draft: Draft, source: Source, beside: Sequence[Reference] = ()) -> Document:
    """Return the Document of ``draft``.

    Args:
        draft: What a format reader wrote.
        source: The file it came from; ``draft.source`` wins where it is set.
        beside: References from beside the document (a .bib file and the like); they join those of
            its own list, which win where both have an id.

    Raises:
        ReadError: The draft has no text.
    """
    source = draft.source or source
    text, notes = sound(draft.finished_text())
    blocks, breaks = _tidy(text, *with_typed_items(text, draft.blocks, draft.breaks, draft.lines))
    if not blocks:
        raise ReadError("there is no text in it", path=source.name, remedy="check the file")
    _bound(text, blocks, source.name)
    entries = collect_references(text, draft, blocks)
    references = entries.references + _further(entries.references, beside)
    sections, owners = build_sections(text, blocks, breaks)
    introduced = lead_ins(text, blocks, owners)
    final = [
        _block(b.kind, _span(b.start, b.end), owner, b.depth, lead, b.table, b.page)
        for b, owner, lead in zip(blocks, owners, introduced, strict=True)
    ]
    found = find_markers(text, final, draft, references, entries.aliases)
    markers, references = with_linked_works(found, references)
    return Document(
        id=source.name,
        source=source if draft.url is None else _published(source, draft.url),
        text=text,
        title=draft.title or _title(text, blocks),
        sections=sections,
        blocks=tuple(final),
        sentences=split_blocks(text, final, markers),
        markers=markers,
        references=references,
        diagnostics=(*draft.diagnostics, *notes),
    )


def _published(source: Source, url: str) -> Source:
    return Source(source.name, source.media_type, source.sha256, url)


def _bound(text: str, blocks: Sequence[DraftBlock], name: str) -> None:
    """Refuse what no person wrote, before any stage has to walk over it."""
    remedy = "split the document"
    if len(text) > MAX_TEXT:
        raise ReadError(f"more than {MAX_TEXT:,} characters of text", path=name, remedy=remedy)
    if len(text) <= MAX_BLOCK:
        return
    longest = max(blocks, key=lambda block: block.end - block.start)
    if longest.end - longest.start > MAX_BLOCK:
        message = f"a line or paragraph of more than {MAX_BLOCK:,} characters"
        raise ReadError(message, path=name, offset=longest.start, remedy=remedy)


def _further(own: Sequence[Reference], beside: Sequence[Reference]) -> tuple[Reference, ...]:
    taken = {reference.id for reference in own}
    return tuple(reference for reference in beside if reference.id not in taken)


def _title(text: str, blocks: Sequence[DraftBlock]) -> str | None:
    heading = next((b for b in blocks if b.kind is BlockKind.HEADING), None)
    if heading is None or heading.level > 1:
        return None
    return " ".join(text[heading.start : heading.end].split())


def _tidy(
    text: str, blocks: Sequence[DraftBlock], breaks: Sequence[SectionBreak]
) -> tuple[list[DraftBlock], list[SectionBreak]]:
    """Trim blocks to their words, drop empty ones, keep order; indices of others are mapped."""
    kept: list[DraftBlock] = []
    moved: list[int] = []
    floor = 0
    length = len(text)
    for block in blocks:
        start, end = block.start, block.end
        if start < floor or end > length:
            start, end = max(start, floor), min(end, length)
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and text[end - 1] in _BLANK:
            end -= 1
        moved.append(len(kept))
        if start >= end:
            continue
        lead = block.lead_in
        if lead is not None:
            block.lead_in = moved[lead] if 0 <= lead < len(moved) else None
        block.start, block.end = start, end
        kept.append(block)
        floor = end
    moved.append(len(kept))
    return kept, [
        SectionBreak(moved[min(mark.block, len(blocks))], mark.level, mark.title, mark.is_missing)
        for mark in breaks
    ]

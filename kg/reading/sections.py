"""Sections out of headings, and what introduces lists and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.document import BlockKind, Section
from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.draft_records import DraftBlock, SectionBreak

_section, _span = maker_of(Section), maker_of(Span)
_INTRODUCES = re.compile(
    r"\b(?:following|below|these|include[sd]?|including|such as|listed?|lists|table|shown?|shows"
    r"|summari[sz]e[sd]?|are|as follows)\b",
    re.IGNORECASE,
)
_INTRODUCED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_CELL})


@dataclass(frozen=True, slots=True)
class _Start:
    block: int
    level: int | None
    title: str | None
    title_span: Span | None
    is_missing: bool


_start = maker_of(_Start)


def build_sections(
    text: str, blocks: Sequence[DraftBlock], breaks: Sequence[SectionBreak]
) -> tuple[tuple[Section, ...], list[int]]:
    """Return the sections, and for each block the index of its section.

    A section reaches from its heading to the start of the next one; text before the first heading
    makes a section without a title, which never encloses others.
    """
    starts = _starts(text, blocks, breaks)
    sections: list[Section] = []
    owners = [0] * len(blocks)
    path: list[int] = []
    for number, start in enumerate(starts):
        last = starts[number + 1].block if number + 1 < len(starts) else len(blocks)
        span = _span(
            blocks[start.block].start if blocks else 0, blocks[last - 1].end if last else 0
        )
        level = start.level or _sibling_level(sections, path)
        while path and sections[path[-1]].level >= level:
            path.pop()
        parent = path[-1] if path else None
        sections.append(
            _section(start.title, level, span, parent, start.title_span, start.is_missing)
        )
        if start.title is not None or start.is_missing:
            path.append(number)
        owners[start.block : last] = [number] * (last - start.block)
    return _closed(sections), owners


def _starts(
    text: str, blocks: Sequence[DraftBlock], breaks: Sequence[SectionBreak]
) -> list[_Start]:
    starts: dict[int, _Start] = {
        mark.block: _Start(mark.block, mark.level, mark.title, None, mark.is_missing)
        for mark in breaks
        if mark.block < len(blocks)
    }
    heading = BlockKind.HEADING
    for index in [at for at, block in enumerate(blocks) if block.kind is heading]:
        block = blocks[index]
        title = " ".join(text[block.start : block.end].split())
        place = _span(block.start, block.end)
        starts[index] = _start(index, block.level or 1, title, place, False)
    ordered = [starts[index] for index in sorted(starts)]
    if blocks and (not ordered or ordered[0].block > 0):
        level = ordered[0].level if ordered else 1
        ordered.insert(0, _Start(0, level, None, None, False))
    return ordered


def _sibling_level(sections: Sequence[Section], path: Sequence[int]) -> int:
    """Return the level of a section that has none: that of the sections around it."""
    if not path:
        return 1
    last = sections[path[-1]]
    siblings = [section.level for section in sections if section.parent == path[-1]]
    return siblings[0] if siblings else last.level


def _closed(sections: list[Section]) -> tuple[Section, ...]:
    """Let each section end where the next one starts."""
    return tuple(
        section
        if number + 1 == len(sections)
        else _section(
            section.title,
            section.level,
            _span(section.span.start, sections[number + 1].span.start),
            section.parent,
            section.title_span,
            section.is_missing_heading,
        )
        for number, section in enumerate(sections)
    )


def lead_ins(text: str, blocks: Sequence[DraftBlock], owners: Sequence[int]) -> list[int | None]:
    """Return for each block the block that introduces it.

    A nested item has its parent item; an item of the first rank and a table cell have the
    paragraph before the list or table, where it announces one.
    """
    found: list[int | None] = [None] * len(blocks)
    parents: list[int] = []
    announcer: int | None = None
    previous: BlockKind | None = None
    cell = BlockKind.TABLE_CELL
    for index, block in enumerate(blocks):
        kind = block.kind
        if kind in _INTRODUCED:
            if previous is not kind:
                announcer = _announcer(text, blocks, owners, index)
                parents = []
            if parents:
                del parents[block.depth :]
            given = block.lead_in
            is_given = given is not None and given < index
            found[index] = given if is_given else parents[-1] if parents else announcer
            if kind is not cell:
                parents.append(index)
        previous = kind
    return found


def _announcer(
    text: str, blocks: Sequence[DraftBlock], owners: Sequence[int], index: int
) -> int | None:
    """Return the paragraph or caption right before ``index`` that announces a list or table."""
    before = index - 1
    is_table = blocks[index].kind is BlockKind.TABLE_CELL
    while before >= 0 and is_table and blocks[before].kind is BlockKind.CAPTION:
        if before == 0 or blocks[before - 1].kind is not BlockKind.PARAGRAPH:
            return before
        before -= 1
    if before < 0 or owners[before] != owners[index]:
        return None
    block = blocks[before]
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    last = text[block.start : block.end][-300:]
    if last.rstrip(")] ").endswith((":", ",", ";", "–", "—")):
        return before
    final = re.split(r"(?<=[.!?])\s", last.rstrip())[-1]
    return before if _INTRODUCES.search(final) or last[-1:].isalnum() else None

"""Lists whose bullets are typed as text: "• Obesity" in a paragraph, one line or one after another.

Markdown, and pages and books made from word processors, keep such lists as paragraphs. A round or
square bullet is one wherever a line starts; a dash, an asterisk or an "o" only where lines follow
each other with the same mark, or after a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model.document import BlockKind
from kg.reading.draft_records import DraftBlock, SectionBreak

_SURE = "•‣◦▪●○■□⁃"
_AT_LINE = re.compile(rf"\s{{0,8}}(?:[{_SURE}]\s{{0,8}}|[–—*+·o-]\s{{1,8}})(?=[^\W_])")
_INNER = re.compile(rf"(?<=\s)[{_SURE}]\s{{1,8}}(?=[^\W_])")
_COLON = re.compile(r":(?:\s?[\[(][^\[\]()]{1,20}[\])]|[\d,⁰¹²³⁴-⁹]{1,8})?\s*$")
_BEFORE = 60  # characters in which a colon may end the text before an item


@dataclass(frozen=True, slots=True)
class _Item:
    """Where an item may start.

    Attributes:
        block: Index of the block it stands in.
        start: Offset of its bullet.
        words: Offset of its first word.
        mark: The bullet.
        is_led: Whether the text before it ends with a colon.
        is_line: Whether a line starts with it.
        opens: Whether the block does.
    """

    block: int
    start: int
    words: int
    mark: str
    is_led: bool
    is_line: bool
    opens: bool


def with_typed_items(
    text: str, blocks: Sequence[DraftBlock], breaks: Sequence[SectionBreak], lines: Sequence[int]
) -> tuple[Sequence[DraftBlock], Sequence[SectionBreak]]:
    """Return the blocks with list items where paragraphs have typed bullets.

    Args:
        text: The text of the draft, which stays as it is.
        blocks: Its blocks, in order.
        breaks: Its sections without headings; they are mapped to the new blocks.
        lines: Where lines of the source start inside of blocks.
    """
    items: dict[int, list[_Item]] = {}
    for item in _confirmed(list(_candidates(text, blocks, sorted(lines)))):
        items.setdefault(item.block, []).append(item)
    if not items:
        return blocks, breaks
    found: list[DraftBlock] = []
    moved: list[int] = []
    for number, block in enumerate(blocks):
        moved.append(len(found))
        lead = block.lead_in
        if lead is not None and 0 <= lead < number:
            block.lead_in = moved[lead]
        found += _parts(block, items.get(number, []))
    moved.append(len(found))
    return found, [replace(at, block=moved[min(at.block, len(blocks))]) for at in breaks]


def _parts(block: DraftBlock, items: Sequence[_Item]) -> Iterator[DraftBlock]:
    """Yield what stands before the first bullet, and the items, a second kind of bullet deeper."""
    if not items:
        yield block
        return
    if items[0].start > block.start:
        yield replace(block, end=items[0].start)
    ends = [*(item.start for item in items[1:]), block.end]
    for item, end in zip(items, ends, strict=True):
        depth = int(item.mark != items[0].mark)
        yield DraftBlock(BlockKind.LIST_ITEM, item.words, end, depth=depth, page=block.page)


def _candidates(text: str, blocks: Sequence[DraftBlock], lines: Sequence[int]) -> Iterator[_Item]:
    """Yield where items may start, in order."""
    at, above = 0, 0
    has_bullets = any(bullet in text for bullet in _SURE)
    for number, block in enumerate(blocks):
        first = at
        while at < len(lines) and lines[at] < block.end:
            at += 1
        if block.kind is BlockKind.PARAGRAPH:
            starts = [block.start, *(start for start in lines[first:at] if start > block.start)]
            for start, words, is_line in _marks(text, block, starts, has_bullets):
                low = max(above if start == block.start else block.start, start - _BEFORE)
                is_led = _COLON.search(text, low, start) is not None
                opens = start == block.start
                yield _Item(number, start, words, text[start], is_led, is_line, opens)
        above = block.start


def _marks(
    text: str, block: DraftBlock, lines: Sequence[int], has_bullets: bool
) -> list[tuple[int, int, bool]]:
    """Return the offsets of bullets and of what follows them, and whether they start a line."""
    found: dict[int, tuple[int, int, bool]] = {}
    if has_bullets:
        for match in _INNER.finditer(text, block.start, block.end):
            found[match.start()] = (match.start(), match.end(), False)
    for line in lines:
        opening = _AT_LINE.match(text, line, block.end)
        if opening is not None:
            start = line + len(opening.group()) - len(opening.group().lstrip())
            found[start] = (start, opening.end(), True)
    return [found[start] for start in sorted(found)]


def _confirmed(items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield the items that are ones by their bullet, by a colon or by their fellows."""
    last: _Item | None = None
    for number, item in enumerate(items):
        beside = items[number + 1] if number + 1 < len(items) else None
        if item.is_led or (last is not None and _are_fellows(last, item)):
            is_item = True
        elif not item.is_line:
            is_item = False
        else:
            is_item = item.mark in _SURE or (beside is not None and _are_fellows(item, beside))
        if is_item:
            last = item
            yield item


def _are_fellows(one: _Item, next_one: _Item) -> bool:
    """Say whether two bullets are of one list: of one kind, in one block or in neighbours."""
    if next_one.block == one.block:
        return one.mark == next_one.mark or (one.mark in _SURE and next_one.is_line)
    return one.mark == next_one.mark and next_one.opens and next_one.block == one.block + 1

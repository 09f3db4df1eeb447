"""What introduces a list item: its lead-in, also where the list has no bullets.

Text copied from a page often keeps the items of a list as lines of their own and loses the bullets;
after a line that ends with a colon, short lines without a final stop are its items.
"""

from __future__ import annotations

import re

from kg.lexicon.list_leads import is_instruction, is_open_ended, purpose_in
from kg.model.document import BlockKind, Document
from kg.model.spans import Span

_RUN_IN = re.compile(r"^(.{4,200}?)\s[-–—•]\s\S")
_BRACKETED = re.compile(r"\s{0,8}[(\[][^()\[\]]{0,400}[)\]]")
_LONGEST = 14  # words of a line that is an item
_LABEL = 3  # words of a line that only heads a part of a list ("Lungs:")


class Lists:
    """The lead-ins of a document's list items, bulleted or not."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last = {sentence.block: sentence.span for sentence in document.sentences}
        self._implied = self._without_bullets()

    def is_item(self, block: int) -> bool:
        """Say whether a block is an item of a list."""
        return self._document.blocks[block].kind is BlockKind.LIST_ITEM or block in self._implied

    def lead_in(self, block: int) -> Span | None:
        """Return the sentence that introduces an item, or None.

        The parent of a sub-item passes its own on, and so does a label within a list ("Lungs:").
        """
        at = self._implied.get(block, self._document.blocks[block].lead_in)
        while at is not None:
            leading = self._document.blocks[at]
            span = self._last.get(at)
            if span is None:
                return None
            text = span.text_of(self._document.text)
            if leading.kind is not BlockKind.LIST_ITEM or text.rstrip().endswith(":"):
                return self._announcing(at, span, text)
            at = leading.lead_in
        return None

    def _announcing(self, at: int, span: Span, text: str) -> Span | None:
        if announces(text):
            above = self._above(at) if _is_label(text) else None
            return self._last[above] if above is not None else span
        run_in = _RUN_IN.match(text)
        if run_in and is_open_ended(run_in.group(1)):
            return Span(span.start, span.start + run_in.end(1))
        return None

    def _above(self, label: int) -> int | None:
        """Return the nearest line above a label that introduces the whole list."""
        blocks = self._document.blocks
        for at in range(label - 1, -1, -1):
            if blocks[at].section != blocks[label].section or at not in self._last:
                return None
            text = self._last[at].text_of(self._document.text)
            if blocks[at].kind is BlockKind.PARAGRAPH and announces(text) and not _is_label(text):
                return at
            if blocks[at].kind is BlockKind.PARAGRAPH and text.rstrip().endswith("."):
                return None
        return None

    def _without_bullets(self) -> dict[int, int]:
        """Return the leading block of each line that is an item without a bullet."""
        found: dict[int, int] = {}
        lead: int | None = None
        blocks, text = self._document.blocks, self._document.text
        for at, block in enumerate(blocks):
            span = self._last.get(at)
            if block.kind is not BlockKind.PARAGRAPH or block.table is not None or span is None:
                lead = None
                continue
            line = block.span.text_of(text).strip()
            if line.endswith(":"):
                lead = at
            elif (
                lead is not None
                and blocks[lead].section == block.section
                and _is_line(line, self._last[lead].text_of(text))
            ):
                found[at] = lead
            else:
                lead = None
        return found


def announces(text: str) -> bool:
    """Say whether a sentence introduces a list."""
    stripped = _BRACKETED.sub("", text).rstrip()
    return stripped.endswith(":") or "following" in stripped.lower()


def _is_label(text: str) -> bool:
    words = text.rstrip().removesuffix(":").split()
    return len(words) <= _LABEL and not is_open_ended(" ".join(words))


def _is_line(line: str, lead: str) -> bool:
    """Say whether a line without a bullet is an item all the same."""
    if is_instruction(line):
        return purpose_in(lead) is not None or not line.endswith(".")
    return len(line.split()) <= _LONGEST and not line.endswith((".", "!", "?", ","))

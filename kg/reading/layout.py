"""Tells headings, lists, captions and bylines of plain text apart by their layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.document import BlockKind
from kg.model.spans import Span
from kg.reading.bibliography import is_reference_heading
from kg.reading.draft import Draft
from kg.reading.headings import HeadingLevels, is_byline, is_caption, looks_like_heading

_LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+")
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:[•‣◦▪●○■□·∙⁃*+\u2013\u2014-]|\(?(\d{1,3}|[a-z])[.)])[ \t\u00a0]+(?=\S)"
)
_RULE = re.compile(r"\s*([=\-_*~#])\1{2,}\s*")
_PROSE = 60  # characters below which a block is too short to be a section of its own
_MASTHEAD = 5  # lines of a title with what stands below it, at most
_WRAP = range(40, 111)  # lengths at which people and programs wrap lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: Offset of its first visible character.
        end: Offset after its last visible character.
        indent: Columns before the first visible character.
    """

    start: int
    end: int
    indent: int

    @property
    def length(self) -> int:
        """Return how many characters are visible, inner blanks included."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with no blank line between them.

    Attributes:
        gap: Blank lines before it.
    """

    lines: tuple[Line, ...]
    gap: int


def lay_out(draft: Draft) -> None:
    """Add the blocks and section breaks of ``draft.text``."""
    groups = _groups(draft.text)
    _Layout(draft, groups).run()


def _groups(text: str) -> list[Group]:
    groups: list[Group] = []
    lines: list[Line] = []
    blank, gap, last = 0, 0, 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        between = text[last:start]
        breaks = between.count("\n") or between.count("\r") or len(between)
        blank += max(breaks - 1, 0)
        last = end
        raw = match.group()
        body = raw.strip()
        if not body:
            blank += 1
            continue
        if blank and lines:
            groups.append(Group(tuple(lines), gap))
            lines = []
        if not lines:
            gap = blank
        blank = 0
        indent = len(raw) - len(raw.lstrip())
        lines.append(Line(start + indent, start + indent + len(body), indent))
    if lines:
        groups.append(Group(tuple(lines), gap))
    return groups


def _is_wrapped(text: str, groups: Sequence[Group]) -> bool:
    """Say whether paragraphs run over several lines of one width."""
    inner = [line for group in groups for line in group.lines[:-1]]
    if not inner:
        return False
    broken = sum(line.length in _WRAP and text[line.end - 1] not in ".!?:" for line in inner)
    return broken * 2 > len(inner)


class _Layout:
    """One pass over the groups of a text."""

    def __init__(self, draft: Draft, groups: Sequence[Group]) -> None:
        self.draft = draft
        self.text = draft.text
        self.groups = groups
        self.wrapped = _is_wrapped(self.text, groups)
        self.levels = HeadingLevels()
        gaps = Counter(group.gap for group in groups[1:])
        self.usual_gap = min(gaps, key=lambda gap: (-gaps[gap], gap)) if gaps else 1
        wide = sum(count for gap, count in gaps.items() if gap > self.usual_gap)
        self.gaps_tell = wide * 3 <= sum(gaps.values())
        self.in_references = False

    def run(self) -> None:
        for number, group in enumerate(self.groups):
            lines = list(group.lines)
            if self._heading(number, lines):
                continue
            if self._lost_heading(number):
                self.draft.section_break(self.levels.missing(), is_missing=True)
            self._body(lines)

    def _said(self, line: Line) -> str:
        return self.text[line.start : line.end]

    def _heading(self, number: int, lines: list[Line]) -> bool:
        """Place the heading a group starts with; say whether the group is used up."""
        first = lines[0]
        said = self._said(first)
        if _RULE.fullmatch(said):
            del lines[0]
            return not lines
        underline = _RULE.fullmatch(self._said(lines[1])) if len(lines) > 1 else None
        if underline and first.length < 200:
            level = {"=": 1, "-": 2}.get(underline.group(1), 2)
            self._place_heading(first, self.levels.given(level, said))
            del lines[:2]
        elif is_reference_heading(said):
            self._place_heading(first, self.levels.general(said))
            del lines[0]
        elif self._is_heading(number, lines):
            self._place_heading(first, self.levels.of(said))
            del lines[0]
        return not lines

    def _place_heading(self, line: Line, level: int) -> None:
        self.draft.place(BlockKind.HEADING, Span(line.start, line.end), level=level)
        self.in_references = is_reference_heading(self._said(line))

    def _is_heading(self, number: int, lines: Sequence[Line]) -> bool:
        said = self._said(lines[0])
        if not looks_like_heading(said) or is_byline(said) or is_caption(said):
            return False
        if len(lines) > 1:
            return self._heads_its_group(lines) or (number == 0 and self._is_masthead(lines))
        if number + 1 == len(self.groups):
            return False
        return not self._in_enumeration(number, said)

    def _heads_its_group(self, lines: Sequence[Line]) -> bool:
        """Say whether a short first line stands over the text that follows without a blank line."""
        first, second = lines[0], lines[1]
        if _BULLET.match(self.text, second.start - second.indent, second.end):
            return False
        if self.in_references or first.length > 60:
            return False
        following = self._said(second)
        is_long = second.length > 110 or (self.wrapped and second.length > first.length * 3 // 2)
        return is_long and following[:1].isupper() and following.rstrip()[-1:] != ":"

    def _is_masthead(self, lines: Sequence[Line]) -> bool:
        """Say whether the lines at the top are a title and, below it, authors, journal or date."""
        said = [self._said(line) for line in lines]
        return (
            len(self.groups) > 1
            and len(lines) <= _MASTHEAD
            and not any(_BULLET.match(self.text, one.start - one.indent, one.end) for one in lines)
            and all(looks_like_heading(one) or is_byline(one) for one in said)
        )

    def _in_enumeration(self, number: int, said: str) -> bool:
        """Say whether a numbered line has a numbered neighbour: a loose list, no headings."""
        own = _BULLET.match(said)
        if own is None:
            return False
        for other in (number - 1, number + 1):
            if 0 <= other < len(self.groups):
                line = self.groups[other].lines[0]
                if _BULLET.match(self.text, line.start - line.indent, line.end):
                    return True
        return False

    def _lost_heading(self, number: int) -> bool:
        """Say whether one blank line too many stands where a heading was."""
        group = self.groups[number]
        if number == 0 or not self.gaps_tell or group.gap <= self.usual_gap or self.in_references:
            return False
        if not self.draft.blocks or self.draft.blocks[-1].kind is BlockKind.HEADING:
            return False
        first = group.lines[0]
        return (
            group.lines[-1].end - first.start >= _PROSE
            and not _BULLET.match(self.text, first.start - first.indent, first.end)
            and self.text[first.start : first.start + 1].isupper()
        )

    def _body(self, lines: Sequence[Line]) -> None:
        indents: list[int] = []
        for chunk in self._chunks(lines):
            first = chunk[0]
            bullet = _BULLET.match(self.text, first.start - first.indent, chunk[-1].end)
            if bullet:
                self._place_item(chunk, bullet, indents)
                continue
            span = Span(first.start, chunk[-1].end)
            said = self.text[span.start : span.end]
            self.draft.place(self._kind(said, is_after_list=bool(indents)), span)

    def _place_item(self, chunk: Sequence[Line], bullet: re.Match[str], indents: list[int]) -> None:
        indent = chunk[0].indent
        while indents and indents[-1] >= indent:
            indents.pop()
        index = self.draft.place(
            BlockKind.LIST_ITEM, Span(bullet.end(), chunk[-1].end), depth=len(indents)
        )
        self.draft.blocks[index].label = bullet.group(1)
        indents.append(indent)

    def _kind(self, said: str, *, is_after_list: bool) -> BlockKind:
        if is_byline(said):
            return BlockKind.BYLINE
        if is_caption(said) or (is_after_list and looks_like_heading(said)):
            return BlockKind.CAPTION
        return BlockKind.PARAGRAPH

    def _chunks(self, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Split a group into paragraphs and items, joining lines that were wrapped."""
        chunk: list[Line] = []
        for line in lines:
            if chunk and not self._continues(chunk, line):
                yield chunk
                chunk = []
            chunk.append(line)
        if chunk:
            yield chunk

    def _continues(self, chunk: Sequence[Line], line: Line) -> bool:
        if _BULLET.match(self.text, line.start - line.indent, line.end):
            return False
        first, last = chunk[0], chunk[-1]
        if _BULLET.match(self.text, first.start - first.indent, first.end):
            return line.indent > first.indent or (
                self.wrapped and last.length in _WRAP and not looks_like_heading(self._said(line))
            )
        return self.wrapped and last.length in _WRAP

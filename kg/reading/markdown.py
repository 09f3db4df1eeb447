"""Reads Markdown into rendered text: markup goes, words stay exactly as written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import yaml

from kg.errors import ReadError
from kg.model.document import BlockKind, MarkerStyle, Source, TablePosition
from kg.model.spans import Span
from kg.reading.decoding import decode
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftReference, MarkerHint
from kg.reading.headings import is_byline, is_caption
from kg.reading.reader import Reader
from kg.reading.superscript import raised as raise_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SNIFF = re.compile(rb"^(?:#{1,6} \S|\[\^?[\w-]+\]: |\|.*\|[ \t]*\r?\n\|[ \t:|-]+\|)", re.MULTILINE)
_PARAGRAPHS = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MANY = 1000
_MAX_FRONT_MATTER = 64 * 1024


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where Markdown is read
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40})
    parser.enable(["table", "strikethrough"])
    return parser.use(footnote_plugin, inline=True, move_to_end=False)


def read_markdown(text: str) -> Draft:
    r"""Return the draft of a Markdown text.

    >>> read_markdown("# Iron\n\n*Iron* carries oxygen [1].").finished_text()
    'Iron\n\nIron carries oxygen [1].'
    """
    draft = Draft()
    body = _tamed(draft, _take_front_matter(draft, text))
    _Walk(draft).run(_parser().parse(body))
    return draft


def _take_front_matter(draft: Draft, text: str) -> str:
    match = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    if match is None:
        return text
    try:
        fields = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError):
        draft.note("front-matter", "the front matter is not YAML and was passed over")
        return text[match.end() :]
    if not isinstance(fields, dict):
        return text
    title, url = fields.get("title"), fields.get("url") or fields.get("source")
    draft.title = title if isinstance(title, str) else None
    draft.url = url if isinstance(url, str) and url.startswith(("http://", "https://")) else None
    return text[match.end() :]


def _tamed(draft: Draft, body: str) -> str:
    """Escape delimiters where there are so many that parsing them would take for ever."""
    if all(body.count(mark) <= _MANY for mark in "[*_"):
        return body
    tamed = _PARAGRAPHS.sub(_escaped, body)
    if tamed != body:
        draft.note(
            "markdown", "paragraphs with thousands of brackets or asterisks were read as text"
        )
    return tamed


def _escaped(match: re.Match[str]) -> str:
    chunk = match.group()
    unbalanced = abs(chunk.count("[") - chunk.count("]")) > _MANY // 10
    longest = max(line.count("[") for line in chunk.split("\n"))
    if unbalanced or longest > _MANY // 2:
        chunk = chunk.replace("[", "\\[")
    for mark in "*_":
        if chunk.count(mark) > _MANY * 2:
            chunk = chunk.replace(mark, "\\" + mark)
    return chunk


class _Walk:
    """One pass over the tokens of a document."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.depth = -1
        self.ordinals: list[int | None] = []
        self.label: str | None = None
        self.parents: list[int] = []
        self.at_item = False
        self.table = -1
        self.row = -1
        self.column = -1
        self.is_header = False
        self.footnote: str | None = None
        self.skipped = 0

    def run(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handler = getattr(self, f"_{token.type}", None)
            if handler is not None:
                handler(token)

    # Lists.
    def _bullet_list_open(self, _: Token) -> None:
        self.depth += 1
        self.ordinals.append(None)

    def _ordered_list_open(self, token: Token) -> None:
        self.depth += 1
        start = token.attrs.get("start", 1)
        self.ordinals.append(int(start))

    def _bullet_list_close(self, _: Token) -> None:
        self.depth -= 1
        self.ordinals.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        """Number an item as it is printed; one that is not counted up (1. 1. 1.) by its place."""
        self.at_item = True
        ordinal = self.ordinals[-1]
        if ordinal is not None:
            printed = int(token.info) if token.info.isdecimal() else ordinal
            ordinal = max(ordinal, printed)
            self.ordinals[-1] = ordinal + 1
        self.label = None if ordinal is None else str(ordinal)

    # Tables.
    def _table_open(self, _: Token) -> None:
        self.table += 1
        self.row = -1

    def _tr_open(self, _: Token) -> None:
        self.row += 1
        self.column = -1

    def _th_open(self, _: Token) -> None:
        self.column += 1
        self.is_header = True

    def _td_open(self, _: Token) -> None:
        self.column += 1
        self.is_header = False

    # Footnotes.
    def _footnote_open(self, token: Token) -> None:
        self.footnote = str(token.meta.get("label", token.meta.get("id", "")))

    _footnote_reference_open = _footnote_open

    def _footnote_close(self, _: Token) -> None:
        self.footnote = None

    _footnote_reference_close = _footnote_close

    # Blocks.
    def _heading_open(self, token: Token) -> None:
        self.draft.begin(BlockKind.HEADING, level=int(token.tag[1]))

    def _code(self, _: Token) -> None:
        self.skipped += 1

    _fence = _code_block = _html_block = _code

    def _inline(self, token: Token) -> None:
        draft = self.draft
        kind = self._kind(token)
        if kind is not None:
            self._begin(kind)
        start = draft.position
        self._spans(token.children or [])
        index = draft.end()
        if index is not None and self.footnote is not None:
            block = draft.blocks[index]
            raw = draft.finished_text()[block.start : block.end]
            draft.references.append(
                DraftReference(
                    f"fn{self.footnote}",
                    raw,
                    Span(start, block.end),
                    self.footnote,
                    is_footnote=True,
                )
            )

    def _kind(self, token: Token) -> BlockKind | None:
        draft = self.draft
        if draft.is_open:
            return None
        if self.footnote is not None:
            return BlockKind.FOOTNOTE
        if self.column >= 0:
            return BlockKind.TABLE_CELL
        if self.at_item:
            return BlockKind.LIST_ITEM
        if is_byline(token.content):
            return BlockKind.BYLINE
        return BlockKind.CAPTION if is_caption(token.content) else BlockKind.PARAGRAPH

    def _begin(self, kind: BlockKind) -> None:
        if kind is BlockKind.LIST_ITEM:
            self.draft.begin(kind, depth=self.depth, label=self.label)
            self.at_item = False
        elif kind is BlockKind.TABLE_CELL:
            position = TablePosition(self.table, self.row, self.column, self.is_header)
            self.draft.begin(kind, table=position)
        else:
            self.draft.begin(kind)

    def _table_close(self, _: Token) -> None:
        self.column = -1

    # Running text.
    def _spans(self, tokens: Sequence[Token]) -> None:
        links: list[tuple[int, str]] = []
        raised: list[int] = []
        for token in tokens:
            if token.type == "link_open":
                links.append((self.draft.position, str(token.attrs.get("href", ""))))
            elif token.type == "link_close" and links:
                start, url = links.pop()
                span = Span(start, self.draft.position)
                self.draft.hints.append(MarkerHint(span, MarkerStyle.LINK, url=url))
            elif token.type == "footnote_ref":
                label = str(token.meta.get("label", token.meta.get("id", "")))
                span = self.draft.write(f"[^{label}]")
                self.draft.hints.append(MarkerHint(span, MarkerStyle.FOOTNOTE, (f"fn{label}",)))
            elif token.type == "html_inline":
                self._html(token.content.lower(), raised)
            elif token.type in {"softbreak", "hardbreak"}:
                self._line_break()
            elif token.type in {"text", "code_inline", "text_special"}:
                self.draft.write(raise_text(token.content) if raised else token.content)

    def _html(self, tag: str, raised: list[int]) -> None:
        if tag.startswith("<sup"):
            raised.append(self.draft.position)
        elif tag.startswith("</sup") and raised:
            self.draft.superscripts.append(Span(raised.pop(), self.draft.position))
        elif tag.startswith("<br"):
            self._line_break()

    def _line_break(self) -> None:
        self.draft.lines.append(self.draft.write(" ").end)


def _drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    text, notes = decode(data, source.name)
    draft = read_markdown(text)
    draft.diagnostics.extend(notes)
    yield draft


MARKDOWN = Reader(
    name="Markdown",
    media_types=("text/markdown", "text/x-markdown"),
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    sniff=lambda head: len(_SNIFF.findall(head)) >= 2,
    drafts=_drafts,
)

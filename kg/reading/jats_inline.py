"""Writes the running text of JATS elements: superscripts, cross-references, links, formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from kg.model.document import MarkerStyle
from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.draft_records import MarkerHint
from kg.reading.xml_names import LOCAL_NAMES, ByTag, local_name

# What is left out, and how a person would call it.
DROPPED = {
    "disp-formula": "displayed formula",
    "disp-formula-group": "displayed formula",
    "supplementary-material": "supplementary material",
    "sub-article": "letter or translation added to the article",
    "response": "response added to the article",
    "trans-abstract": "abstract in another language",
    "permissions": "licence",
    "kwd-group": "keywords",
    "preformat": "listing",
    "code": "listing",
}
_BLOCKS = frozenset(
    {
        "list",
        "def-list",
        "disp-quote",
        "p",
        "title",
        "label",
        "statement",
        "verse-group",
        "verse-line",
        "speech",
        "array",
        "question",
        "answer",
        "sec",
        "attrib",
    }
)
_FLOATS = frozenset(
    {
        "table-wrap",
        "table-wrap-group",
        "fig",
        "fig-group",
        "boxed-text",
        "fn",
        "fn-group",
        "ref-list",
    }
)
_SILENT = frozenset(
    {
        "graphic",
        "inline-graphic",
        "media",
        "object-id",
        "label",
        "tex-math",
        "annotation",
        "annotation-xml",
        "alt-text",
        "long-desc",
        "inline-supplementary-material",
        "private-char",
        "index-term",
    }
)
_CITED = frozenset({"bibr", "fn"})  # kinds of what cross-references point to
_IDENTIFIERS = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
}
Interrupt = Callable[[Any], None]
_Handler = Callable[["Inline", Any, Interrupt | None], None] | None
_hint, _span = maker_of(MarkerHint), maker_of(Span)
_HREF = "{http://www.w3.org/1999/xlink}href"


class Inline:
    """Writes the content of elements into the open block of a draft.

    Args:
        draft: Where to write.

    Attributes:
        floats: Figures, tables and notes met on the way; the caller writes them after the block.
        dropped: What was left out, counted by what a person would call it.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.floats: list[Any] = []
        self.dropped: Counter[str] = Counter()
        self._raised = 0
        self._parent: Any = None
        self._around: set[str | None] = set()

    def write(self, element: Any, interrupt: Interrupt | None = None) -> None:
        """Write the text of ``element`` and of everything in it.

        Args:
            element: The parent.
            interrupt: Called for a block (a list, a quotation) inside a paragraph; it writes the
                block and opens another one for the rest. None where blocks inside stay in the open
                block (in cells, captions, headings).
        """
        put = self.draft.put_raised if self._raised else self.draft.put
        handlers = _HANDLERS
        if text := element.text:
            put(text)
        for child in element:
            handler = handlers[child.tag]
            if handler is _write and len(child) == 0:
                if text := child.text:
                    put(text)
            elif handler is not None:
                handler(self, child, interrupt)
            if text := child.tail:
                put(text)

    def _drop(self, element: Any, _: Interrupt | None) -> None:
        self.dropped[DROPPED[local_name(element)]] += 1
        self.draft.put(" ")

    def _float(self, element: Any, _: Interrupt | None) -> None:
        self.floats.append(element)

    def _block(self, element: Any, interrupt: Interrupt | None) -> None:
        if interrupt is not None:
            interrupt(element)
            return
        self.draft.put(" ")
        self.write(element)
        self.draft.put(" ")

    def _gap(self, _element: Any, _: Interrupt | None) -> None:
        self.draft.put(" ")

    def _superscript(self, element: Any, interrupt: Interrupt | None) -> None:
        start = self.draft.position
        self._raised += 1
        self.write(element, interrupt)
        self._raised -= 1
        end = self.draft.position
        if end > start and self._may_cite(element):
            self.draft.superscripts.append(_span(start, end))

    def _may_cite(self, element: Any) -> bool:
        """Say whether a superscript may be a citation: not where it points at a note or figure."""
        kinds, parent = _pointed_at(element), element.getparent()
        if parent is not None:
            if parent is not self._parent:  # looked at once for all its superscripts
                self._parent, self._around = parent, _pointed_at(parent)
            kinds |= self._around
        return not kinds or "bibr" in kinds

    def _cross_reference(self, element: Any, interrupt: Interrupt | None) -> None:
        start, kind = self.draft.position, element.get("ref-type")
        self.write(element, interrupt)
        if kind not in _CITED:
            return
        end, targets = self.draft.position, tuple((element.get("rid") or "").split())
        if end > start and targets:
            style = MarkerStyle.XREF if kind == "bibr" else MarkerStyle.FOOTNOTE
            self.draft.hints.append(_hint(_span(start, end), style, targets))

    def _link(self, element: Any, interrupt: Interrupt | None) -> None:
        start = self.draft.position
        self.write(element, interrupt)
        url = (element.get(_HREF) or "").strip()
        if url and self.draft.position > start:
            prefix = _IDENTIFIERS.get(element.get("ext-link-type") or "", "")
            url = url if "://" in url else prefix + url
            span = _span(start, self.draft.position)
            self.draft.hints.append(_hint(span, MarkerStyle.LINK, url=url))

    def _power(self, element: Any, interrupt: Interrupt | None) -> None:
        for number, child in enumerate(element):
            self._raised += number > 0
            self.write(child, interrupt)
            self._raised -= number > 0

    def _fraction(self, element: Any, interrupt: Interrupt | None) -> None:
        for number, child in enumerate(element):
            if number:
                self.draft.put("/")
            self.write(child, interrupt)

    BY_NAME: ClassVar[Mapping[str, _Handler]] = {
        **dict.fromkeys(_BLOCKS, _block),
        **dict.fromkeys(_FLOATS, _float),
        **dict.fromkeys(DROPPED, _drop),
        **dict.fromkeys(_SILENT),
        "sup": _superscript,
        "xref": _cross_reference,
        "ext-link": _link,
        "uri": _link,
        "break": _gap,
        "msup": _power,
        "mfrac": _fraction,
    }


_write = Inline.write
_HANDLERS: ByTag[_Handler] = ByTag(Inline.BY_NAME, _write)


def _pointed_at(element: Any) -> set[str | None]:
    """Return the kinds of what an element and those in it refer to."""
    near = (element, *element)
    return {child.get("ref-type") for child in near if LOCAL_NAMES[child.tag] == "xref"}

"""What each section of a document is about, and what its heading asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.extraction.passages.headings import read_heading
from kg.extraction.passages.referent import Referent, looks_plural
from kg.lexicon.common_words import is_common_word
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.list_leads import asked_relation, relation_heading
from kg.lexicon.variants import singular
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate
from kg.model.document import Document, Section
from kg.model.spans import Span

TypeOf = Callable[[str], EntityType]

_LONGEST_NAME = 40  # code points
_NAMES_BEFORE = re.compile(r"(?:\b[A-Z][a-z'’-]{1,15} ){1,2}$")


class Topics:
    """The topics of sections, from titles, labels and first subjects."""

    def __init__(self, document: Document, type_of: TypeOf) -> None:
        self._document = document
        self._type_of = type_of
        self._topics = {n: self._titled(n) for n in range(len(document.sections))}
        self._title_terms = self._terms_of_title()
        self._asked: dict[int, Predicate | None] = {}
        self._section = -1
        self._opening: Referent | None = None
        self._label: Referent | None = None

    def _titled(self, number: int) -> Referent | None:
        section = self._document.sections[number]
        if section.title is None or section.title_span is None:
            return None
        heading = read_heading(section.title)
        if heading is None:
            return None
        topic = heading.topic
        if not heading.is_sure and not self._is_taken_up(topic, section):
            return None
        at = section.title.find(topic)
        start = section.title_span.start + max(at, 0)
        span = Span(start, start + len(topic)) if at >= 0 else section.title_span
        kind = self._type_of(topic)
        if heading.is_asked and kind is EntityType.OTHER:
            kind = EntityType.CONDITION
        return Referent(topic, span, kind, looks_plural(topic))

    def _is_taken_up(self, topic: str, section: Section) -> bool:
        """Say whether the text under a heading uses its words ("Ginger Root")."""
        body = section.span.text_of(self._document.text)[len(section.title or "") :]
        return not body or topic.lower() in body.lower()

    def _terms_of_title(self) -> tuple[Referent, ...]:
        """Return what the document's title names, in order: "Garlic for high blood pressure"."""
        if not self._document.sections or self._document.sections[0].title_span is None:
            return ()
        span = self._document.sections[0].title_span
        title = span.text_of(self._document.text)
        found = []
        for match in default_vocabulary().match(title):
            start = match.start
            if in_class(singular(match.text.lower()), "generic_class"):
                name = _name_before(title, start)
                if not name:
                    continue
                start -= len(name)
            text = title[start : match.end]
            if not in_class(text, "heading_word"):
                place = Span(span.start + start, span.start + match.end)
                found.append(Referent(text, place, match.concept.type, looks_plural(text)))
        return tuple(found)

    def topic(self, wanted: Iterable[EntityType] = ()) -> Referent | None:
        """Return what the section is about, or else the enclosing one, up to the title.

        Args:
            wanted: Types that fit; empty for any.
        """
        types = tuple(wanted)
        if self._label is not None and (not types or self._label.type in types):
            return self._label
        at: int | None = self._section if self._section >= 0 else None
        while at is not None:
            own = self._topics[at] or (self._opening if at == self._section else None)
            if own is not None and (not types or own.type in types):
                return own
            at = self._document.sections[at].parent
        for term in self._title_terms:
            if not types or term.type in types:
                return term
        return self._topics[0] if self._topics and not types else None

    def is_asked(self, predicate: Predicate) -> bool:
        """Say whether the nearest heading that asks for a relation asks for this one."""
        at: int | None = self._section if self._section >= 0 else None
        while at is not None:
            section = self._document.sections[at]
            if at not in self._asked:
                self._asked[at] = asked_relation(section.title)
            if self._asked[at] is not None:
                return self._asked[at] is predicate
            at = section.parent
        return False

    def is_about(self, types: frozenset[EntityType], predicate: Predicate) -> bool:
        """Say whether the text is about a thing of these types, and no heading asks otherwise."""
        topic = self.topic()
        if topic is None or topic.type not in types:
            return False
        title = self._document.sections[self._section].title if self._section >= 0 else None
        asked = asked_relation(title)
        is_listing = relation_heading(title) is not None and asked is None
        return asked in {None, predicate} and not is_listing

    def own_topic(self) -> Referent | None:
        """Return the topic of this very section: its heading's, or its first subject's."""
        return self._label or self._topics.get(self._section) or self._opening

    def _is_untitled(self) -> bool:
        """Say whether the section lost its heading, so that its first subject names its topic."""
        section = self._document.sections[self._section]
        return section.title is None and section.is_missing_heading

    def _is_subtopic(self) -> bool:
        """Say whether the section has a topic of its own, not the document's."""
        own, title = self._topics.get(self._section), self._topics.get(0)
        return own is not None and (title is None or own.label.lower() != title.label.lower())


def _name_before(title: str, end: int) -> str:
    """Return the name that stands before a general noun, with the space after it; empty for none.

    >>> _name_before("Treating Fabry Disease", 15), _name_before("What Is Disease?", 8)
    ('Fabry ', '')
    """
    found = _NAMES_BEFORE.search(title[max(end - _LONGEST_NAME, 0) : end])
    words = found.group().split() if found else []
    while words and _opens_title(words[0].lower()):
        del words[0]
    return "".join(f"{word} " for word in words)


def _opens_title(word: str) -> bool:
    """Say whether a word of a title is no name: "treating", "with", "is"."""
    return word.endswith("ing") or is_common_word(word) or in_class(word, "sure_finite")

"""What a document is talking about: topics of sections, and what "it" and "the herb" stand for.

No guess is better than a wrong one: where several things could be meant, nothing is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.lexicon.variants import singular
from kg.lexicon.vocabulary import default_vocabulary
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType, Via
from kg.model.document import Document
from kg.model.spans import Span

TypeOf = Callable[[str], EntityType]

_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was named and can be taken up again.

    Attributes:
        span: Where it was named, in the document.
        is_plural: Number of the noun.
        role: ``subject`` or ``object`` in its clause.
    """

    label: str
    span: Span
    type: EntityType
    is_plural: bool
    role: str = "subject"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression stands for, and how that was found."""

    referent: Referent
    via: Via


def heading_topic(title: str, body: str) -> str | None:
    """Return what a heading names, or None where it only names a part of the article.

    A heading is a topic when the text under it uses its words ("Ginger Root"), or when it says
    what the part is about ("Causes of leukopenia", "Anemia: causes and symptoms").

    >>> heading_topic("Leukopenia: Causes, Symptoms & Treatment", "")
    'Leukopenia'
    >>> heading_topic("What is gout?", "")
    'gout'
    >>> heading_topic("Symptoms", "The symptoms are mild.") is None
    True
    """
    name = re.split(r"[:|?–—]", title, maxsplit=1)[0].strip().rstrip(".")
    name = re.sub(r"^\s*(\d+[.)]\s*)+", "", name)
    about = re.search(r"\b(?:of|for|about|with|against)\s+(?:the\s+)?(.+)$", name, re.IGNORECASE)
    if about and _is_generic(name[: about.start()]):
        name = about.group(1)
    words = _WORD.findall(name)
    while words and in_class(words[0], "heading_word"):
        words = words[1:]
    while words and in_class(words[-1], "heading_word"):
        words = words[:-1]
    topic = " ".join(words)
    if not topic or len(words) > 4 or any(in_class(word, "heading_word") for word in words):
        return None
    return topic if name is not title or not body or _occurs(topic, body) else None


def _is_generic(text: str) -> bool:
    return all(in_class(word, "heading_word") for word in _WORD.findall(text))


def _occurs(topic: str, body: str) -> bool:
    return topic.lower() in body.lower()


class Discourse:
    """Reads a document in order and remembers what was named."""

    def __init__(self, document: Document, type_of: TypeOf) -> None:
        self._document = document
        self._type_of = type_of
        self._topics = {n: self._titled(n) for n in range(len(document.sections))}
        self._title_terms = self._terms_of_title()
        self._section = -1
        self._block = -1
        self._previous: tuple[Referent, ...] = ()
        self._history: list[Referent] = []
        self._opening: Referent | None = None

    def _titled(self, number: int) -> Referent | None:
        section = self._document.sections[number]
        if section.title is None or section.title_span is None:
            return None
        body = section.span.text_of(self._document.text)[len(section.title) :]
        topic = heading_topic(section.title, body)
        if topic is None:
            return None
        at = section.title.find(topic)
        start = section.title_span.start + max(at, 0)
        span = Span(start, start + len(topic)) if at >= 0 else section.title_span
        return Referent(topic, span, self._type_of(topic), _looks_plural(topic))

    def _terms_of_title(self) -> tuple[Referent, ...]:
        """Return what the document's title names, in order: "Garlic for high blood pressure"."""
        if not self._document.sections or self._document.sections[0].title_span is None:
            return ()
        span = self._document.sections[0].title_span
        return tuple(
            Referent(
                match.text,
                Span(span.start + match.start, span.start + match.end),
                match.concept.type,
                _looks_plural(match.text),
            )
            for match in default_vocabulary().match(span.text_of(self._document.text))
        )

    def enter(self, section: int, block: int) -> None:
        """Tell that the next sentence stands in this section and block."""
        if section != self._section:
            self._section = section
            self._previous = ()
            self._opening = None
        elif block != self._block:
            self._history = self._history[-40:]
        self._block = block

    def topic(self, wanted: Iterable[EntityType] = ()) -> Referent | None:
        """Return what the section is about, or else the enclosing one, up to the title.

        Args:
            wanted: Types that fit; empty for any.
        """
        types = tuple(wanted)
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

    def own_topic(self) -> Referent | None:
        """Return the topic of this very section: its heading's, or its first subject's."""
        return self._topics.get(self._section) or self._opening

    def heard(self, referents: Iterable[Referent]) -> None:
        """Remember what a sentence named: subjects first, then objects."""
        found = tuple(referents)
        if found:
            if self._opening is None and self._is_untitled():
                self._opening = next((r for r in found if r.role == "subject"), None)
            self._previous = found
            self._history.extend(found)

    def latest(self, types: frozenset[EntityType]) -> Resolved | None:
        """Return what a dose is of that does not say so: the section's topic, or the last named."""
        own = self.topic(types) if self.own_topic() is None else self.own_topic()
        if own is not None and own.type in types:
            return Resolved(own, Via.SECTION_TOPIC)
        for referent in (*self._previous, *reversed(self._history)):
            if referent.type in types:
                return Resolved(referent, Via.ANAPHORA)
        return Resolved(own, Via.SECTION_TOPIC) if own is not None else None

    def _is_untitled(self) -> bool:
        """Say whether the section lost its heading, so that its first subject names its topic."""
        section = self._document.sections[self._section]
        return section.title is None and section.is_missing_heading

    def pronoun(
        self, word: str, earlier: Iterable[Referent] = (), role: str = "subject"
    ) -> Resolved | None:
        """Return what a pronoun stands for.

        Args:
            word: "it", "they", "these", "both", "this".
            earlier: What earlier clauses of the same sentence named, most likely first.
            role: ``subject`` or ``object``: an object is taken up by an object.
        """
        plural = word.lower() in {"they", "them", "these", "those", "both"}
        own = self._topics.get(self._section)
        previous = self._previous
        if role == "object":
            previous = tuple(sorted(previous, key=lambda referent: referent.role != "object"))
        for referent in (*earlier, *previous[:1]):
            if referent.is_plural == plural:
                return Resolved(referent, Via.ANAPHORA)
        if own is not None and own.is_plural == plural and self._is_subtopic():
            return Resolved(own, Via.SECTION_TOPIC)
        for referent in previous[1:]:
            if referent.is_plural == plural:
                return Resolved(referent, Via.ANAPHORA)
        own = self.own_topic()
        if own is not None and own.is_plural == plural:
            return Resolved(own, Via.SECTION_TOPIC)
        return None

    def _is_subtopic(self) -> bool:
        """Say whether the section has a topic of its own, not the document's."""
        own, title = self._topics.get(self._section), self._topics.get(0)
        return own is not None and (title is None or own.label.lower() != title.label.lower())

    def definite(self, types: frozenset[EntityType], plural: bool) -> Resolved | None:
        """Return what "the herb" or "these agents" stands for, by the types that fit."""
        own = self.own_topic()
        for referent in (*self._previous, *reversed(self._history)):
            if referent.type in types and referent.is_plural == plural:
                return Resolved(referent, Via.ANAPHORA)
        if own is not None and own.type in types:
            return Resolved(own, Via.SECTION_TOPIC)
        return None


def _looks_plural(label: str) -> bool:
    last = label.rsplit(maxsplit=1)[-1].lower()
    return singular(last) != last

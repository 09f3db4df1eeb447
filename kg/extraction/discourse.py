"""What a document is talking about: topics of sections, and what "it" and "the herb" stand for.

No guess is better than a wrong one: where several things could be meant, nothing is resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.headings import read_heading
from kg.extraction.typing import TAKEN
from kg.lexicon.list_leads import asked_relation, relation_heading
from kg.lexicon.variants import singular
from kg.lexicon.vocabulary import default_vocabulary
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType, Predicate, Via
from kg.model.document import BlockKind, Document, Section
from kg.model.spans import Span

TypeOf = Callable[[str], EntityType]

_RECENT = 40  # things named of which the one named most often is meant
_PAIR = 2  # how many things "both" takes up
_PLURAL = frozenset({"they", "them", "these", "those", "both", "their", "ones"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was named and can be taken up again.

    Attributes:
        span: Where it was named, in the document.
        is_plural: Number of the noun.
        role: ``subject``, ``object`` or ``attribute`` (what the subject is) in its clause.
        group: Start of the first of the things it was coordinated with; -1 where it stood alone.
        is_kept: A pronoun named it: what the text goes on about.
    """

    label: str
    span: Span
    type: EntityType
    is_plural: bool
    role: str = "subject"
    group: int = -1
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression stands for, and how that was found.

    Attributes:
        fellows: What was coordinated with it: "they" take up all of "zinc and copper".
    """

    referent: Referent
    via: Via
    fellows: tuple[Referent, ...] = ()

    @property
    def all(self) -> tuple[Referent, ...]:
        """Return everything that is taken up, first to last."""
        return (self.referent, *self.fellows)


class Discourse:
    """Reads a document in order and remembers what was named."""

    def __init__(self, document: Document, type_of: TypeOf) -> None:
        self._document = document
        self._type_of = type_of
        self._topics = {n: self._titled(n) for n in range(len(document.sections))}
        self._title_terms = self._terms_of_title()
        self._asked: dict[int, Predicate | None] = {}
        self._section = -1
        self._block = -1
        self._previous: tuple[Referent, ...] = ()
        self._history: list[Referent] = []
        self._opening: Referent | None = None
        self._label: Referent | None = None
        self._before_list: tuple[Referent, ...] = ()
        self._in_list = False

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
        return Referent(topic, span, kind, _looks_plural(topic))

    def _is_taken_up(self, topic: str, section: Section) -> bool:
        """Say whether the text under a heading uses its words ("Ginger Root")."""
        body = section.span.text_of(self._document.text)[len(section.title or "") :]
        return not body or topic.lower() in body.lower()

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
            if not in_class(match.text, "heading_word")
        )

    def enter(self, section: int, block: int) -> None:
        """Tell that the next sentence stands in this section and block."""
        if block != self._block:
            self._label = None
        if section != self._section:
            self._section = section
            self._previous = ()
            self._opening = None
        elif block != self._block:
            self._history = self._history[-40:]
        self._enter_list(block)
        self._block = block

    def _enter_list(self, block: int) -> None:
        """Let each item of a list take up what was named before the list, not the item before."""
        is_item = self._document.blocks[block].kind is BlockKind.LIST_ITEM
        if is_item and not self._in_list:
            self._before_list = self._previous
        elif is_item and block != self._block:
            self._previous = self._before_list
        self._in_list = is_item

    def labelled(self, label: Span) -> None:
        """Tell that the block has a label of its own: "Ginger: this root …"."""
        text = " ".join(label.text_of(self._document.text).split())
        kind = self._type_of(text)
        if kind is not EntityType.OTHER:
            self._label = Referent(text, label, kind, _looks_plural(text))
            self._previous = (self._label,) if kind in TAKEN else ()

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

    def salient(self, types: frozenset[EntityType]) -> Resolved | None:
        """Return what was named most often of late, where it was named more than once."""
        counted: dict[str, int] = {}
        for referent in self._history[-_RECENT:]:
            if referent.type in types:
                counted[referent.label.lower()] = counted.get(referent.label.lower(), 0) + 1
        most = max(counted.values(), default=0)
        if most < 2 or list(counted.values()).count(most) > 1:
            return None
        found = (r for r in reversed(self._history) if counted.get(r.label.lower()) == most)
        return Resolved(next(found), Via.ANAPHORA)

    def last_subject(self, types: frozenset[EntityType]) -> Resolved | None:
        """Return what the sentence before was about, where its type fits."""
        subjects = (r for r in self._previous if r.role == "subject" and r.type in types)
        found = next(subjects, None)
        return Resolved(found, Via.ANAPHORA) if found else None

    def _is_untitled(self) -> bool:
        """Say whether the section lost its heading, so that its first subject names its topic."""
        section = self._document.sections[self._section]
        return section.title is None and section.is_missing_heading

    def pronoun(
        self,
        word: str,
        earlier: Iterable[Referent] = (),
        role: str = "subject",
        barred: frozenset[EntityType] = frozenset(),
    ) -> Resolved | None:
        """Return what a pronoun stands for.

        Args:
            word: "it", "they", "these", "both", "this".
            earlier: What earlier clauses of the same sentence named, most likely first.
            role: ``subject`` or ``object``: an object is taken up by an object.
            barred: Types that it cannot have: nobody swallows an illness.
        """
        plural = word.lower() in _PLURAL
        for resolved in self._candidates(tuple(earlier), role):
            referent = resolved.referent
            is_pair = word.lower() != "both" or len(resolved.all) <= _PAIR
            if referent.is_plural == plural and referent.type not in barred and is_pair:
                return resolved
        return None

    def _candidates(self, earlier: tuple[Referent, ...], role: str) -> Iterator[Resolved]:
        """Yield what a pronoun may stand for, the likeliest first.

        The subject of the sentence before comes first, then the topic, then what else that
        sentence named.
        """
        previous = self._previous
        if role == "object" and not any(referent.is_kept for referent in previous):
            previous = tuple(sorted(previous, key=lambda referent: referent.role != "object"))
        first, rest = previous[:1], previous[1:]
        if role == "subject" and first and first[0].role != "subject":
            first, rest = (), previous  # that sentence had no subject of its own
        named = (*earlier, *previous)
        if role == "object":  # "X strengthens the barrier, Y weakens it"
            yield from (_with_fellows(r, named) for r in earlier[:1] if r.role == "object")
        if not earlier and first and self._is_of_topic(first[0], previous):
            yield from (Resolved(t, Via.SECTION_TOPIC) for t in (self.topic(),) if t is not None)
        yield from _taken_up((*earlier, *first), named)
        topic = self._topics.get(self._section) if self._is_subtopic() else self.topic()
        if topic is not None:
            yield Resolved(topic, Via.SECTION_TOPIC)
        yield from _taken_up(rest, named)
        topic = self.own_topic()
        if topic is not None:
            yield Resolved(topic, Via.SECTION_TOPIC)

    def _is_of_topic(self, subject: Referent, named: Iterable[Referent]) -> bool:
        """Say whether a sentence told what an organ does to what the text goes on about."""
        topic = self.topic()
        if topic is None or topic.type not in TAKEN or subject.type is not EntityType.TISSUE:
            return False
        return any(other.label.lower() == topic.label.lower() for other in named)

    def _is_subtopic(self) -> bool:
        """Say whether the section has a topic of its own, not the document's."""
        own, title = self._topics.get(self._section), self._topics.get(0)
        return own is not None and (title is None or own.label.lower() != title.label.lower())

    def definite(self, types: frozenset[EntityType], plural: bool) -> Resolved | None:
        """Return what "the herb" or "these agents" stands for, by the types that fit."""
        alike = [r for r in self._previous if r.type in types and r.is_plural == plural]
        subject = next((r for r in alike if r.role == "subject"), None)
        own = self.own_topic() or self.topic()
        if subject is None and own is not None and own.type in types and own.is_plural == plural:
            return Resolved(own, Via.SECTION_TOPIC)
        for referent in (*alike, *reversed(self._history)):
            if referent.type in types and referent.is_plural == plural:
                return _with_fellows(referent, alike if plural else ())
        own = self.own_topic()
        if own is not None and own.type in types:
            return Resolved(own, Via.SECTION_TOPIC)
        return None


def _taken_up(referents: Iterable[Referent], named: Iterable[Referent]) -> Iterator[Resolved]:
    for referent in referents:
        if not _is_passing(referent):
            yield _with_fellows(referent, named)


def _is_passing(referent: Referent) -> bool:
    """Say whether something was only named in passing: no subject, and nothing that is known."""
    return referent.role != "subject" and referent.type is EntityType.OTHER


def _with_fellows(referent: Referent, named: Iterable[Referent]) -> Resolved:
    """Return something with what it was coordinated with: all that "they" take up."""
    found: dict[str, Referent] = {}
    for other in named:
        if other.group == referent.group >= 0 and other.label != referent.label:
            found.setdefault(other.label, other)
    return Resolved(referent, Via.ANAPHORA, tuple(found.values()))


def _looks_plural(label: str) -> bool:
    last = label.rsplit(maxsplit=1)[-1].lower()
    return singular(last) != last

"""What a document has named, and what "it" and "the herb" stand for.

No guess is better than a wrong one: where several things could be meant, nothing is resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.passages.referent import Referent, Resolved, looks_plural, with_fellows
from kg.extraction.passages.topics import Topics, TypeOf
from kg.extraction.syntax.typing import TAKEN
from kg.model.closed_terms import EntityType, Via
from kg.model.document import BlockKind, Document
from kg.model.spans import Span

_RECENT = 40  # things named of which the one named most often is meant
_PAIR = 2  # how many things "both" takes up
_PLURAL = frozenset({"they", "them", "these", "those", "both", "their", "ones"})


class Discourse(Topics):
    """Reads a document in order and remembers what was named."""

    def __init__(self, document: Document, type_of: TypeOf) -> None:
        super().__init__(document, type_of)
        self._block = -1
        self._previous: tuple[Referent, ...] = ()
        self._history: list[Referent] = []
        self._before_list: tuple[Referent, ...] = ()
        self._in_list = False

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
            self._label = Referent(text, label, kind, looks_plural(text))
            self._previous = (self._label,) if kind in TAKEN else ()

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
            yield from (with_fellows(r, named) for r in earlier[:1] if r.role == "object")
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

    def definite(self, types: frozenset[EntityType], plural: bool) -> Resolved | None:
        """Return what "the herb" or "these agents" stands for, by the types that fit."""
        alike = [r for r in self._previous if r.type in types and r.is_plural == plural]
        subject = next((r for r in alike if r.role == "subject"), None)
        own = self.own_topic() or self.topic()
        if subject is None and own is not None and own.type in types and own.is_plural == plural:
            return Resolved(own, Via.SECTION_TOPIC)
        for referent in (*alike, *reversed(self._history)):
            if referent.type in types and referent.is_plural == plural:
                return with_fellows(referent, alike if plural else ())
        own = self.own_topic()
        if own is not None and own.type in types:
            return Resolved(own, Via.SECTION_TOPIC)
        return None


def _taken_up(referents: Iterable[Referent], named: Iterable[Referent]) -> Iterator[Resolved]:
    for referent in referents:
        if not _is_passing(referent):
            yield with_fellows(referent, named)


def _is_passing(referent: Referent) -> bool:
    """Say whether something was only named in passing: no subject, and nothing that is known."""
    return referent.role != "subject" and referent.type is EntityType.OTHER

"""What the slots of a frame name: pronouns, "the herb" and open slots filled from the discourse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.anaphora.referents import (
    first_of_chain,
    is_definite,
    is_taken_in,
    referents_of,
    restored_label,
    takes_up_unnamed,
)
from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.referent import Referent, Resolved
from kg.extraction.passages.topics import TypeOf
from kg.extraction.relations.left_open import OF_LAST_SUBJECT
from kg.extraction.syntax.ellipsis import leaves_open
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_pronoun, phrase
from kg.extraction.syntax.typing import ILLNESS, TAKEN
from kg.lexicon.anaphora import anaphoric_types, is_telling
from kg.lexicon.relations import Form, RelationPattern, patterns_by_word
from kg.lexicon.variants import singular
from kg.lexicon.word_classes import in_class
from kg.model.claim import Argument
from kg.model.closed_terms import EntityType, Predicate, Via
from kg.model.document import Document
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.parsing.readings import Parsed
    from kg.extraction.trees.tree import Token

_NEVER_TAKEN_IN = ILLNESS | {EntityType.TISSUE, EntityType.POPULATION}
# What a topic has to be where a relation leaves its object open: of what are the causes?
_TOPIC_TYPES = {
    Predicate.CAUSES: ILLNESS,
    Predicate.HAS_SYMPTOM: ILLNESS,
    Predicate.TREATS: ILLNESS,
    Predicate.PREVENTS: ILLNESS,
    Predicate.INCREASES_RISK_OF: frozenset({EntityType.CONDITION}),
    Predicate.DECREASES_RISK_OF: frozenset({EntityType.CONDITION}),
}
# And where its subject is left open: side effects are those of something that is taken or done.
_ACTING_TYPES = {
    Predicate.CAUSES: TAKEN | {EntityType.PROCEDURE},
    Predicate.HAS_SYMPTOM: ILLNESS,
    Predicate.DIAGNOSED_BY: ILLNESS,
    Predicate.FOUND_IN: frozenset({EntityType.SUPPLEMENT, EntityType.SUBSTANCE}),
    Predicate.DIAGNOSED_BY: frozenset({EntityType.CONDITION}),
}
# Whose subject, left open, is what somebody has: complications are those of a disease.
_OF_ILLNESS = frozenset({"complications-of-topic"})
# What a heading asks for is the subject of its relation, symptoms are the object.
_ASKED = (
    Predicate.HAS_SYMPTOM,
    Predicate.CAUSES,
    Predicate.TREATS,
    Predicate.PREVENTS,
    Predicate.INCREASES_RISK_OF,
)


class Names:
    """Names the arguments of one sentence's frames after another.

    Args:
        document: The document that is read.
        discourse: What was named so far.
        type_of: Types of labels.
    """

    def __init__(self, document: Document, discourse: Discourse, type_of: TypeOf) -> None:
        self._document = document
        self._discourse = discourse
        self._type_of = type_of

    def begin(self, parsed: Parsed, quote: Span, topic: Span | None) -> None:
        """Start a sentence, which may have been completed with the words of a topic."""
        self._parsed = parsed
        self._quote = quote
        self._topic = topic

    def argument(self, label: str, span: Span, via: Via | None = None) -> Argument:
        """Return an argument with its type."""
        text = span.text_of(self._document.text)
        return Argument(label, text, span.start, span.end, self._type_of(label), via)

    def arguments(
        self, filler: Filler | None, frame: Frame, other: Filler | None
    ) -> Iterator[Argument]:
        """Yield what a slot names; several where "both" or "they" take up several things.

        Args:
            filler: What stands in the slot; None where the discourse supplies it.
            frame: The relation.
            other: What stands in its other slot.
        """
        if filler is None:
            yield from self._from_topic(frame)
            return
        span = self._parsed.span_of(filler.phrase.tokens)
        if span is None:
            return
        head = filler.phrase.head
        if is_pronoun(head) or (filler.label is None and is_definite(head)):
            yield from self._anaphoric(filler, frame, span, other)
            return
        if leaves_open(filler.phrase):
            yield from self._elliptic(span, filler.phrase.head)
            return
        label = filler.label or restored_label(self._document.text, self._parsed, filler.phrase)
        yield self.argument(label, span, self._via(span))

    def _via(self, span: Span) -> Via | None:
        """Return how what stands outside of the quote came into the sentence."""
        if self._topic is not None and self._topic.contains(span):
            return Via.SECTION_TOPIC
        return None if self._quote.contains(span) else Via.LIST_LEAD_IN

    def _from_topic(self, frame: Frame) -> Iterator[Argument]:
        types = _ACTING_TYPES if frame.subject is None else _TOPIC_TYPES
        wanted = types.get(frame.predicate)
        if frame.rule in _OF_ILLNESS:
            wanted = ILLNESS
        if frame.of_section and not self._discourse.is_about(ILLNESS, frame.predicate):
            return
        found = self._left_open(wanted, frame)
        if found is not None:
            yield self.argument(found.referent.label, found.referent.span, found.via)

    def _elliptic(self, span: Span, head: Token) -> Iterator[Argument]:
        """Yield what "very large amounts" are amounts of; with "a deficiency" a lack of it."""
        resolved = self._discourse.latest(TAKEN)
        if resolved is None or resolved.referent.type not in TAKEN:
            return
        found, text = resolved.referent, span.text_of(self._document.text)
        label, kind = found.label, found.type
        if in_class(head.lemma_, "shortage_noun"):
            label, kind = f"{label} {head.lemma_.lower()}", EntityType.CONDITION
        yield Argument(label, text, span.start, span.end, kind, Via.ELLIPSIS)

    def _left_open(self, wanted: frozenset[EntityType] | None, frame: Frame) -> Resolved | None:
        """Return the topic that a relation leaves open, or else what was last named that fits.

        Args:
            wanted: Types that fit it; None for any.
            frame: The relation. What "patients feel" is a symptom of the topic, or of what the
                sentence before was about.
        """
        if frame.rule in OF_LAST_SUBJECT:
            return self._discourse.last_subject(_ACTING_TYPES[Predicate.CAUSES])
        topic = self._discourse.topic(wanted or ())
        if topic is not None:
            return Resolved(topic, Via.SECTION_TOPIC)
        if wanted is None:
            return None
        if frame.predicate is Predicate.HAS_SYMPTOM:
            return self._discourse.last_subject(wanted)
        resolved = self._discourse.salient(wanted) or self._discourse.latest(wanted)
        return resolved if resolved and resolved.referent.type in wanted else None

    def _anaphoric(
        self, filler: Filler, frame: Frame, span: Span, other: Filler | None
    ) -> Iterator[Argument]:
        resolved = self._resolve(filler, frame, other)
        if resolved is None:
            if is_telling(filler.phrase.head.lemma_):
                yield self.argument(filler.text, span)
            return
        text = span.text_of(self._document.text)
        for found in resolved.all:
            yield Argument(found.label, text, span.start, span.end, found.type, resolved.via)

    def _resolve(self, filler: Filler, frame: Frame, other: Filler | None) -> Resolved | None:
        head = filler.phrase.head
        if not is_pronoun(head):
            types = anaphoric_types(head.lemma_)
            return self._discourse.definite(types, head.tag_ in {"NNS", "NNPS"})
        parallel = self._parallel(frame, filler is frame.subject)
        if parallel is not None and other is not None:
            return parallel
        head = first_of_chain(head)
        if takes_up_unnamed(head, self.taken_up):
            return None
        earlier = self._earlier(head, filler is frame.object and head.dep_ == "dobj")
        is_measured = head.dep_ == "pobj" and in_class(head.head.head.lemma_, "dose_unit")
        role = "object" if head.dep_ in {"dobj", "pobj"} and not is_measured else "subject"
        barred = _NEVER_TAKEN_IN if is_taken_in(head) else frozenset()
        return self._discourse.pronoun(head.text, earlier, role, barred)

    def _parallel(self, frame: Frame, is_subject: bool) -> Resolved | None:
        """Return the topic for "it may be the result of X" under "Causes of Y"."""
        if is_subject or frame.predicate is not Predicate.CAUSES:
            return None
        if frame.object is None or frame.object.phrase.head.dep_ not in {"nsubj", "nsubjpass"}:
            return None
        topic = self._discourse.topic(_TOPIC_TYPES[Predicate.CAUSES])
        return Resolved(topic, Via.SECTION_TOPIC) if topic else None

    def _earlier(self, pronoun: Token, prefer_objects: bool) -> list[Referent]:
        """Return what earlier clauses of this sentence named, the likeliest first."""
        found = referents_of(self._parsed, self._type_of, self.taken_up, pronoun)
        if prefer_objects:
            found.sort(key=lambda referent: referent.role != "object")
        return found

    def taken_up(self, token: Token) -> tuple[Referent, ...]:
        """Return what a pronoun or "the herb" stands for; empty where nothing fits."""
        if leaves_open(phrase(token)):
            resolved = self._discourse.latest(TAKEN)
        elif is_pronoun(token):
            resolved = self._discourse.pronoun(token.text)
        else:
            types = anaphoric_types(token.lemma_)
            resolved = self._discourse.definite(types, token.tag_ in {"NNS", "NNPS"})
        return resolved.all if resolved else ()

    def related(self, frame: Frame) -> Frame:
        """Return the relation of "they include X" where "they" are symptoms, causes, treatments."""
        members, them = frame.subject, frame.object
        if frame.rule != "include-class" or them is None or not is_pronoun(them.phrase.head):
            return frame
        resolved = self._resolve(them, frame, members)
        if resolved is not None:
            noun = resolved.referent.label.split(" of ", maxsplit=1)[0].split()[-1].lower()
            pattern = _said_of_members(singular(noun))
            if pattern is None:
                return frame
            return _turned(frame, pattern.predicate)
        asked = next((p for p in _ASKED if self._discourse.is_asked(p)), None)
        return frame if asked is None else _turned(frame, asked)


def _turned(frame: Frame, predicate: Predicate) -> Frame:
    """Return what a member of a list is to the topic: its cause, or its symptom."""
    member = frame.subject
    if predicate is Predicate.HAS_SYMPTOM:
        return replace(frame, predicate=predicate, subject=None, object=member)
    return replace(frame, predicate=predicate, subject=member, object=None)


def _said_of_members(noun: str) -> RelationPattern | None:
    """Return the relation that a noun names: causes for "triggers"; None for a class."""
    found = patterns_by_word(Form.NOUN).get(noun, ())
    return next((p for p in found if p.predicate in _ASKED and not p.names_class), None)


def in_food(frame: Frame, subject: Argument, obj: Argument) -> tuple[Frame, Argument, Argument]:
    """Return that a food's content is found in it: "kefir contains probiotics"."""
    if frame.predicate is not Predicate.HAS_PART or subject.type is not EntityType.FOOD:
        return frame, subject, obj
    turned = replace(
        frame, predicate=Predicate.FOUND_IN, subject=frame.object, object=frame.subject
    )
    return turned, obj, subject

"""Frames to claims: arguments resolved, offsets found, and how the sentence states it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.anaphora.names import Names, in_food
from kg.extraction.anaphora.referents import referents_of
from kg.extraction.parsing.readings import Parsed
from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.referent import Referent
from kg.extraction.passages.topics import TypeOf
from kg.extraction.passages.units import Unit
from kg.extraction.quotes import make_quote
from kg.extraction.relations.prevalence import AFFECTS_PEOPLE
from kg.extraction.stance.certainty import certainty_of
from kg.extraction.stance.polarity import polarity_of
from kg.extraction.stance.qualifiers import qualifiers_of
from kg.extraction.stance.studies import StudyReader
from kg.extraction.stance.wording import sentence_wording, weaker, wording_of
from kg.extraction.statement import Statement
from kg.extraction.syntax.frames import Frame
from kg.extraction.syntax.phrases import is_pronoun
from kg.extraction.syntax.plausibility import is_plausible
from kg.extraction.syntax.typing import ILLNESS, same_concept
from kg.lexicon.variants import singular
from kg.lexicon.word_classes import in_class
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import (
    Attribution,
    Certainty,
    Design,
    EntityType,
    Polarity,
    Predicate,
    Via,
    Wording,
)
from kg.model.document import Document
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

# Rules so wide that they are believed only of things that the vocabulary knows.
_TYPED_RULES = frozenset(
    {
        "is-a", "and-other", "is-when", "defining-verb", "found-in", "contain", "arise-when",
        "prescribe-for", "help-with", "need-for", "turn-to", "treat-nominal", "begins-with",
    }
)  # fmt: skip
# Rules for what a sentence takes for granted, whatever it denies.
_PRESUPPOSED = frozenset(
    {
        "apposition", "such-as", "called", "and-other", "containing", "advice", "for-lack",
        "warning", "class-name",
    }
)  # fmt: skip
# Rules whose other argument may be any word: "your risk goes up with age".
_SURELY_OF_TOPIC = frozenset({"risk-grows-with"})
# Rules whose trigger denies one thing to find another: a test that rules gout out tests for gout.
_EXCLUDING = frozenset({"rule-out", "miss-finding"})
_OPPOSITE = {Polarity.AFFIRMED: Polarity.NEGATED, Polarity.NEGATED: Polarity.AFFIRMED}
# Relations of which "health problems" or "certain conditions" are no subject.
_NEEDING_A_NAME = frozenset(
    {Predicate.CAUSES, Predicate.ASSOCIATED_WITH, Predicate.INCREASES_RISK_OF}
)
_FINDING = frozenset({EntityType.TEST, EntityType.BIOLOGICAL_MEASURE})
_VIA_FACTOR = {
    Via.ANAPHORA: 0.9,
    Via.SECTION_TOPIC: 0.85,
    Via.LIST_LEAD_IN: 0.95,
    Via.ELLIPSIS: 0.8,
}
_NEW_TYPES = frozenset({EntityType.OTHER, EntityType.POPULATION})


class ClaimMaker:
    """Makes the claims of one sentence after another.

    Args:
        document: The document that is read.
        discourse: What was named so far; told of each sentence by :meth:`finish`.
        type_of: Types of labels.
    """

    def __init__(self, document: Document, discourse: Discourse, type_of: TypeOf) -> None:
        self.document = document
        self.discourse = discourse
        self.type_of = type_of
        self._studies = StudyReader(document)
        self._names = Names(document, discourse, type_of)
        self._said: list[Claim] = []
        self._saying: list[Claim] = []
        self._sentence_wording: Wording | None = None

    def begin(self, unit: Unit, parsed: Parsed) -> None:
        """Start a sentence."""
        if self._saying:
            last = self._saying[-1]
            self._said = [c for c in self._saying if c.trigger == last.trigger]
        self._saying = []
        self._sentence_wording = None
        self.unit = unit
        self.parsed = parsed
        sentence = self.document.sentences[unit.sentence]
        self.section = self.document.blocks[sentence.block].section
        self.quote = make_quote(self.document, sentence.span)
        self._names.begin(parsed, self.quote.span, unit.topic)
        self.study = self._studies.read(unit, parsed)

    def finish(self) -> None:
        """End a sentence: what it named can be taken up from now on."""
        self.discourse.heard(referents_of(self.parsed, self.type_of, self._names.taken_up))

    def claims_of(self, frame: Frame) -> Iterator[Claim]:
        """Yield the claims that a frame states; none where an argument stays unknown."""
        if self._is_unfounded(frame) or (
            frame.asked and not self.discourse.is_asked(frame.predicate)
        ):
            return
        frame = self._names.related(frame)
        for subject in self._names.arguments(frame.subject, frame, frame.object):
            for obj in self._names.arguments(frame.object, frame, frame.subject):
                if not self._can_be_meant(frame, subject, obj):
                    continue
                claim = self._claim(*in_food(frame, subject, obj))
                if not frame.only_denied or claim.polarity is not Polarity.AFFIRMED:
                    self._saying.append(claim)
                    yield claim

    def _can_be_meant(self, frame: Frame, subject: Argument, obj: Argument) -> bool:
        is_odd = frame.rule == "arise-when" and subject.type is EntityType.TISSUE
        is_odd = is_odd or (frame.rule == AFFECTS_PEOPLE and subject.type not in ILLNESS)
        if is_odd or subject.label.lower() == obj.label.lower():
            return False
        if frame.rule in _TYPED_RULES and EntityType.OTHER is subject.type is obj.type:
            return False
        if frame.predicate in _NEEDING_A_NAME and _says_nothing(subject.label):
            return False
        if frame.predicate is Predicate.IS_A and same_concept(subject.label, obj.label):
            return False
        # of two known things a pattern would have read what is loosely worded
        is_loose = frame.rule == "worded" and not {subject.type, obj.type} & _NEW_TYPES
        taken_up = frame.predicate is Predicate.DIAGNOSED_BY and obj.via is Via.ANAPHORA
        is_sound = is_plausible(frame.predicate, subject.type, obj.type)
        if is_loose or not is_sound or (taken_up and obj.type not in _FINDING):
            return False
        return self._touches_quote(subject, obj, frame)

    def _is_unfounded(self, frame: Frame) -> bool:
        """Say whether the topic would be tied to a thing that the vocabulary does not know.

        "Other causes are listed below" leaves open of what, and names nothing.
        """
        given = frame.object if frame.subject is None else frame.subject
        if (
            given is None
            or frame.asked
            or frame.rule in _SURELY_OF_TOPIC
            or frame.only_denied
            or (frame.subject is not None and frame.object is not None)
        ):
            return False
        in_list = self.unit.is_listed
        return (
            not in_list
            and not is_pronoun(given.phrase.head)
            and self.type_of(given.text) is EntityType.OTHER
            and len(given.phrase.tokens) < 2
        )

    def said_before(self, verb: Token) -> list[Claim]:
        """Return the claims of the statement that a verb without content takes up."""
        if verb.dep_ in {"conj", "advcl"} and self._saying:
            last = self._saying[-1]
            return [c for c in self._saying if c.trigger == last.trigger]
        is_second = any(t.text == ";" for t in verb.doc[: verb.i])
        return [] if is_second and not self._saying else self._said

    @property
    def claims_so_far(self) -> tuple[Claim, ...]:
        """Return the claims of the sentence in hand."""
        return tuple(self._saying)

    @property
    def last_said(self) -> tuple[Claim, ...]:
        """Return the last claims of the sentences before."""
        return tuple(self._said)

    def plain_claim(self, subject: Argument, said: Statement) -> Claim:
        """Return a claim that no verb states: a dose, a reference range, a threshold."""
        root = next((t for t in self.parsed.doc if t.dep_ == "ROOT"), None)
        certainty = Certainty.ASSERTED
        if root is not None:
            certainty = certainty_of(self.parsed.doc, root).certainty
        return Claim(
            document=self.document.id,
            section=self.section,
            sentence=self.unit.sentence,
            quote=self.quote,
            subject=subject,
            predicate=said.predicate,
            object=said.object,
            quantity=said.quantity,
            certainty=certainty,
            confidence=round(said.confidence * (_VIA_FACTOR[subject.via] if subject.via else 1), 3),
            rule=said.rule,
        )

    def _claim(self, frame: Frame, subject: Argument, obj: Argument) -> Claim:
        doc = self.parsed.doc
        object_token = frame.object.phrase.head if frame.object else None
        subject_token = frame.subject.phrase.head if frame.subject else None
        polarity = Polarity.NEGATED if frame.denied else Polarity.AFFIRMED
        if frame.rule not in _PRESUPPOSED and not frame.denied:
            polarity = polarity_of(doc, frame.trigger, subject_token, object_token).polarity
            if frame.rule in _EXCLUDING:
                polarity = _OPPOSITE.get(polarity, polarity)
        confidence = frame.confidence
        for argument in (subject, obj):
            if argument.via is not None:
                confidence *= _VIA_FACTOR[argument.via]
        study = self.study
        return Claim(
            document=self.document.id,
            section=self.section,
            sentence=self.unit.sentence,
            quote=self.quote,
            subject=subject,
            predicate=frame.predicate,
            object=obj,
            polarity=polarity,
            certainty=certainty_of(doc, frame.trigger).certainty,
            wording=self._wording(frame),
            design=study.cue.design if study else Design.NONE,
            attribution=self._attribution(),
            quantity=frame.quantity,
            qualifiers=qualifiers_of(self.parsed, frame, study.cue if study else None),
            trigger=self.parsed.span_of([frame.trigger]),
            study=study.span if study else None,
            confidence=round(confidence, 3),
            rule=frame.rule,
        )

    def _wording(self, frame: Frame) -> Wording:
        """Return how strong the claim is worded: at most as strong as its sentence."""
        own = frame.wording or wording_of(self.parsed.doc, frame.trigger, frame.predicate)
        return weaker(own, self.sentence_wording())

    def sentence_wording(self) -> Wording:
        """Return how strong a relation the sentence in hand words; read once."""
        if self._sentence_wording is None:
            self._sentence_wording = sentence_wording(self.parsed.doc)
        return self._sentence_wording

    def is_told(self) -> bool:
        """Say whether the sentence in hand has given a claim that words a relation."""
        return any(claim.wording is not Wording.NONE for claim in self._saying)

    def _attribution(self) -> Attribution:
        if self.study is None:
            return Attribution.COMMON_KNOWLEDGE
        return Attribution.THIS_STUDY if self.study.is_own else Attribution.CITED_WORK

    def resolved_label(self, token: Token) -> Referent | None:
        """Return what "the herb" stands for in this sentence, or None."""
        return next(iter(self._names.taken_up(token)), None)

    def argument(self, label: str, span: Span, via: Via | None = None) -> Argument:
        """Return an argument with its type."""
        return self._names.argument(label, span, via)

    def _touches_quote(self, subject: Argument, obj: Argument, frame: Frame) -> bool:
        """Say whether the claim is this sentence's own, not the introducing line's."""
        if not self.unit.is_listed:
            return True
        inside = [self.quote.span.contains(a.span) for a in (subject, obj)]
        trigger = self.parsed.span_of([frame.trigger])
        return any(inside) or (trigger is not None and self.quote.span.contains(trigger))


def _says_nothing(label: str) -> bool:
    """Say whether a label is a plural of a class with plain modifiers: "health problems"."""
    *modifiers, noun = label.lower().split()
    one = singular(noun)
    if one == noun or not in_class(one, "generic_class"):
        return False
    return all(in_class(word, "plain_modifier") for word in modifiers)

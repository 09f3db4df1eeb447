"""Finds the relation patterns that a parsed sentence states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.arguments import Arguments
from kg.extraction.relations.makings import made_to_act
from kg.extraction.relations.predicates import predicate_of
from kg.extraction.relations.shifts import shifted
from kg.extraction.slots.filling import fill
from kg.extraction.slots.said_of import left_to_topic
from kg.extraction.slots.sufferers import borne_by, model_of
from kg.extraction.syntax.class_names import is_any_food
from kg.extraction.syntax.events import is_event
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.passing_verbs import is_kept_from, is_passing
from kg.extraction.syntax.phrases import Phrase, is_pronoun
from kg.lexicon.relations import (
    Form,
    RelationPattern,
    all_trigger_words,
    patterns_by_word,
    relational_nouns,
)
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_PARTICLES = frozenset({"up", "down", "on", "off", "out", "about", "away", "back"})
TypeOf = Callable[[str], EntityType]

_HELPING = frozenset({Predicate.TREATS, Predicate.PROTECTS_AGAINST})
_FORM_BY_POS = {
    "VERB": Form.VERB,
    "AUX": Form.VERB,
    "NOUN": Form.NOUN,
    "PROPN": Form.NOUN,
    "PRON": Form.NOUN,
    "ADJ": Form.ADJECTIVE,
    "ADP": Form.ADJECTIVE,
    "ADV": Form.ADJECTIVE,
}
# Slots that the discourse may fill where the sentence leaves them empty.
_SAID = frozenset({"attr", "nsubj", "dobj", "ROOT", "conj", "ccomp", "advcl", "relcl", "xcomp"})
_SUPPLIED = frozenset({"of", "subj", "haver", "obj"})


def pattern_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield the frames of all verb, noun and adjective patterns, in order of their triggers."""
    words = all_trigger_words()
    for token in doc:
        if _lemma(token) in words:
            for pattern in _patterns_of(token):
                yield from _apply(pattern, token, arguments, type_of)


def _patterns_of(token: Token) -> Iterable[RelationPattern]:
    form = _FORM_BY_POS.get(token.pos_)
    if form is None:
        return ()
    found = patterns_by_word(form).get(_lemma(token), ())
    if not found and form is Form.ADJECTIVE and token.tag_ in {"VBN", "VBG"}:
        found = patterns_by_word(Form.VERB).get(_lemma(token), ())
    if is_passing(token) or is_kept_from(token):
        return []
    if token.lemma_ == "make" and any(
        c.i > token.i
        and (c.pos_ == "ADJ" or (c.dep_ == "ccomp" and c.tag_ == "JJR") or made_to_act(c))
        for c in token.children
    ):
        return []  # "makes X less effective"
    return [p for p in found if _particle_fits(p, token) and _modifier_fits(p, token)]


def _modifier_fits(pattern: RelationPattern, token: Token) -> bool:
    if not pattern.modifiers:
        return True
    return any(child.lower_ in pattern.modifiers for child in token.lefts)


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _particle_fits(pattern: RelationPattern, token: Token) -> bool:
    particles = {c.lower_ for c in token.children if _is_particle(c)} & _PARTICLES
    if pattern.particle is None:
        return not particles or pattern.form is not Form.VERB
    return bool(particles & set(pattern.particle.split("|")))


def _is_particle(child: Token) -> bool:
    return child.dep_ in {"prt", "advmod"} or (child.dep_ == "prep" and not child.children)


def _apply(
    pattern: RelationPattern, trigger: Token, arguments: Arguments, type_of: TypeOf
) -> Iterator[Frame]:
    if not _conditions_hold(pattern, trigger):
        return
    subjects, objects = _heads(pattern, trigger)
    objects, of_topic = left_to_topic(objects)
    if listed := _listed_subjects(pattern, trigger, arguments) if objects else []:
        subjects = [filler.phrase.head for filler in listed]
    exemplified = _listed_objects(pattern, trigger, arguments)
    if exemplified:
        objects = [filler.phrase.head for filler in exemplified]
    if not _is_complete(pattern, trigger, subjects, objects) and not (of_topic and subjects):
        return
    subject_fillers: list[Filler | None] = [
        *(listed or _subjects(pattern, subjects, arguments, type_of))
    ]
    object_fillers: list[Filler | None] = [*(exemplified or _objects(pattern, objects, arguments))]
    if (subjects and not subject_fillers) or (objects and not object_fillers):
        return
    for subject, obj in _pairs(subject_fillers, object_fillers):
        frame = Frame(
            predicate_of(pattern, trigger, subject, obj, type_of),
            subject,
            obj,
            trigger,
            pattern.id,
            pattern.confidence,
            only_denied=pattern.only_denied,
            asked=pattern.asked,
            of_section=pattern.of_section,
        )
        is_told = _is_listed_by(trigger, obj, arguments)  # "drugs that cause gout include A"
        if is_told or not _has_type(pattern, obj, type_of) or is_any_food(frame):
            continue
        yield from shifted(frame, arguments, type_of)


def _is_listed_by(trigger: Token, obj: Filler | None, arguments: Arguments) -> bool:
    """Say whether the object is one of the examples that the trigger itself lists."""
    listed = (found.heads for found in arguments.lists if found.cue is trigger)
    return obj is not None and any(obj.phrase.head in heads for heads in listed)


def _heads(pattern: RelationPattern, trigger: Token) -> tuple[list[Token], list[Token]]:
    """Return what fills the two slots; never the words by which the trigger is known."""
    subjects = [t for t in fill(trigger, pattern.subject) if t.lower_ not in pattern.modifiers]
    if not subjects and pattern.form is not Form.NOUN and not pattern.supplied:
        return [], []
    objects = _helped(trigger, pattern)
    if pattern.predicate is not Predicate.IS_A:
        return subjects, objects
    return [t for t in subjects if _is_class(t)], [t for t in objects if _is_class(t)]


def _helped(trigger: Token, pattern: RelationPattern) -> list[Token]:
    """Return what fills the object; of people and models of an illness the illness."""
    objects = fill(trigger, pattern.object)
    if pattern.predicate not in _HELPING:
        return objects
    named = (t for t in objects if not in_class(t.lemma_, "long_time"))  # "taken for life"
    return [token for one in named for token in (borne_by(one) or model_of(one) or [one])]


def _pairs(
    subjects: list[Filler | None], objects: list[Filler | None]
) -> Iterator[tuple[Filler | None, Filler | None]]:
    """Yield each subject with each object; None stands for what the discourse supplies."""
    for subject in subjects or [None]:
        for obj in objects or [None]:
            if not _is_part_of(obj, subject) and not _is_same(obj, subject):
                yield subject, obj


def _is_same(obj: Filler | None, subject: Filler | None) -> bool:
    """Say whether both slots name the very same words: "a lot of noise" and "noise"."""
    if obj is None or subject is None or obj.label or subject.label:
        return False
    return obj.phrase.head is subject.phrase.head


def _is_part_of(obj: Filler | None, subject: Filler | None) -> bool:
    """Say whether the object is named inside the subject: "a lot of noise" and "noise"."""
    if obj is None or subject is None or obj.phrase.head.i == subject.phrase.head.i:
        return False
    return obj.phrase.head in subject.phrase.tokens and obj.label is None


def _conditions_hold(pattern: RelationPattern, trigger: Token) -> bool:
    if pattern.unless is not None and fill(trigger, pattern.unless):
        return False
    return pattern.needs is None or bool(fill(trigger, pattern.needs))


def _has_type(pattern: RelationPattern, obj: Filler | None, type_of: TypeOf) -> bool:
    if obj is None:
        return True
    if pattern.of_events and not is_pronoun(obj.phrase.head) and not is_event(obj.phrase.head):
        return False
    return not pattern.object_types or type_of(obj.text) in pattern.object_types


def _listed_subjects(
    pattern: RelationPattern, trigger: Token, arguments: Arguments
) -> list[Filler]:
    """Return the examples of a trigger noun: "causes, such as X, of Y", "Y has causes like X"."""
    if pattern.form is not Form.NOUN or pattern.subject != "copsubj":
        return []
    return arguments.examples_at(trigger)


def _listed_objects(pattern: RelationPattern, trigger: Token, arguments: Arguments) -> list[Filler]:
    """Return the examples of a trigger noun: "signs of the infection, such as fever"."""
    if pattern.form is not Form.NOUN or pattern.object not in {"copsubj", "equated"}:
        return []
    return arguments.examples_at(trigger)


def _subjects(
    pattern: RelationPattern, subjects: list[Token], arguments: Arguments, type_of: TypeOf
) -> list[Filler]:
    if pattern.subject_label is not None:
        return [
            Filler(Phrase(head, (head,)), pattern.subject_label.format(head.lower_))
            for head in subjects[:1]
        ]
    found = arguments.fillers(subjects)
    if not pattern.subject_types:
        return found
    return [filler for filler in found if type_of(filler.text) in pattern.subject_types]


def _objects(pattern: RelationPattern, objects: list[Token], arguments: Arguments) -> list[Filler]:
    if pattern.object_label is None:
        return arguments.fillers(objects)
    return [Filler(Phrase(head, (head,)), pattern.object_label) for head in objects[:1]]


def _is_complete(
    pattern: RelationPattern, trigger: Token, subjects: list[Token], objects: list[Token]
) -> bool:
    if subjects and objects:
        return not set(subjects) & set(objects) or pattern.object == "self"
    if not subjects and not objects:
        return False
    if pattern.object in {"copsubj", "equated"} and not objects:
        return False
    if pattern.supplied:
        is_asked = pattern.asked and trigger.dep_ == "acomp"
        return bool(subjects) or trigger.dep_ in _SAID or is_asked
    missing = pattern.object if subjects else pattern.subject
    fits = _is_suppliable(missing) if subjects else missing in {"of", "haver"}
    return pattern.form is Form.NOUN and fits and _may_be_supplied(trigger)


def _is_class(token: Token) -> bool:
    """Say whether a noun names a class; "causes" and "symptoms" name a relation."""
    return token.lemma_.lower() not in relational_nouns()


def _is_suppliable(slot: str) -> bool:
    """Say whether the topic may fill a slot: "treatment may include dialysis" is of the topic."""
    return slot in _SUPPLIED or slot.startswith("prep:for|")


def _may_be_supplied(noun: Token) -> bool:
    """Say whether "causes include X" leaves open of what; "X is a symptom" does not."""
    is_among = noun.dep_ == "pobj" and noun.head.lower_ == "among" and noun.head.head.lemma_ == "be"
    is_one_more = noun.dep_ == "attr" and any(
        in_class(c.lower_, "one_of_several") or c.tag_ in {"JJS", "JJR"} for c in noun.lefts
    )
    if noun.dep_ not in {"nsubj", "nsubjpass"} and not is_among and not is_one_more:
        return False
    modifiers = [c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"}]
    return all(
        in_class(c.lower_, "plain_modifier")
        or in_class(c.lower_, "one_of_several")
        or in_class(c.lemma_, "evaluating")
        or c.tag_ in {"JJS", "JJR"}
        or (c.lower_, noun.lemma_) == ("risk", "factor")
        for c in modifiers
    )

"""Finds the relation patterns that a parsed sentence states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.frames import Filler, Frame
from kg.extraction.relations.arguments import Arguments
from kg.extraction.relations.shifts import shifted
from kg.extraction.slots import fill
from kg.extraction.syntax import is_verbal
from kg.lexicon.relations import Form, RelationPattern, patterns_by_word
from kg.model.claim import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TypeOf = Callable[[str], EntityType]

_FORM_BY_POS = {
    "VERB": Form.VERB,
    "AUX": Form.VERB,
    "NOUN": Form.NOUN,
    "PROPN": Form.NOUN,
    "ADJ": Form.ADJECTIVE,
    "ADP": Form.ADJECTIVE,
}
# Slots that the discourse may fill where the sentence leaves them empty.
_SUPPLIED = frozenset({"of", "subj", "haver", "obj"})


def pattern_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield the frames of all verb, noun and adjective patterns, in order of their triggers."""
    for token in doc:
        for pattern in _patterns_of(token):
            yield from _apply(pattern, token, arguments, type_of)


def _patterns_of(token: Token) -> Iterable[RelationPattern]:
    form = _FORM_BY_POS.get(token.pos_)
    if form is None:
        return ()
    found = patterns_by_word(form).get(_lemma(token), ())
    if not found and form is Form.ADJECTIVE and token.tag_ in {"VBN", "VBG"}:
        found = patterns_by_word(Form.VERB).get(_lemma(token), ())
    return [pattern for pattern in found if _particle_fits(pattern, token)]


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _particle_fits(pattern: RelationPattern, token: Token) -> bool:
    particles = {child.lower_ for child in token.children if child.dep_ == "prt"}
    if pattern.particle is None:
        return not particles or pattern.form is not Form.VERB
    return bool(particles & set(pattern.particle.split("|")))


def _apply(
    pattern: RelationPattern, trigger: Token, arguments: Arguments, type_of: TypeOf
) -> Iterator[Frame]:
    subjects, objects = fill(trigger, pattern.subject), fill(trigger, pattern.object)
    if not _is_complete(pattern, trigger, subjects, objects):
        return
    subject_fillers: list[Filler | None] = [*arguments.fillers(subjects)]
    object_fillers: list[Filler | None] = [*arguments.fillers(objects)]
    if (subjects and not subject_fillers) or (objects and not object_fillers):
        return
    for subject in subject_fillers or [None]:
        for obj in object_fillers or [None]:
            frame = Frame(
                _predicate(pattern, obj, type_of),
                subject,
                obj,
                trigger,
                pattern.id,
                pattern.confidence,
            )
            yield from shifted(frame, arguments, type_of)


def _is_complete(
    pattern: RelationPattern, trigger: Token, subjects: list[Token], objects: list[Token]
) -> bool:
    if subjects and objects:
        return not set(subjects) & set(objects) or pattern.object == "self"
    if not subjects and not objects:
        return False
    if subjects:
        return pattern.object in _SUPPLIED and pattern.form is Form.NOUN
    return (
        pattern.subject in {"of", "haver"}
        and pattern.form is Form.NOUN
        and not _is_passing(trigger)
    )


def _is_passing(trigger: Token) -> bool:
    return is_verbal(trigger)


def _predicate(pattern: RelationPattern, obj: Filler | None, type_of: TypeOf):  # type: ignore[no-untyped-def]
    if obj is not None and pattern.variants:
        found = type_of(obj.text)
        for variant in pattern.variants:
            if found in variant.object_types:
                return variant.predicate
    return pattern.predicate

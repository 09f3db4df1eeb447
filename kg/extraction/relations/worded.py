"""Claims of sentences whose words state a relation that no pattern could take apart.

Where nothing else was found, the words that state a relation ("stimulates", "is linked to", "at
risk for") are asked for what they tie: the subject and the object that the syntax gives them, never
what merely stands beside them. The relation stays general, associated with or affects, and the
confidence low.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.chance import is_said_to_be_chance
from kg.extraction.relations.compared_groups import COMPARED, is_group
from kg.extraction.slots.governed_phrases import around, governed_by
from kg.extraction.slots.said_of import copula_subject
from kg.extraction.syntax.clauses import deep_objects, deep_subjects, is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, phrase
from kg.extraction.syntax.typing import type_of
from kg.extraction.trees.tokens import is_term
from kg.lexicon.word_classes import in_class
from kg.lexicon.word_roles import word_roles
from kg.model.closed_terms import EntityType, Predicate, Wording

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Token

_POSTMODIFIERS = frozenset({"relcl", "acl", "prep"})
_LONGEST = 9  # words of a group of people with what sets it apart
_CONFIDENCE = 0.4
_TO = frozenset({"to"})
_OF_RESULT = {
    "result": frozenset({"in"}), "lead": _TO, "contribute": frozenset({"to", "toward", "towards"}),
    "interfere": frozenset({"with"}), "predispose": _TO, "translate": frozenset({"into", "to"}),
    "protect": frozenset({"against", "from"}),
}  # fmt: skip
_DEGREES = frozenset({"more", "less", "twice", "times", "half", "most", "least"})
_LIMITS = frozenset({"if", "when", "because", "after", "and", "or", "but", "who", "which", "as"})
_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_CLASSES = ("generic_class", "strict_risk", "change_noun", "case_noun", "bare_noun")
_FOR = frozenset({"for", "in", "among"})
_ON = frozenset({"on", "upon", "for", "in", "against", "to", "among", "over"})


def worded_frames(
    places: Iterable[Token], wording: Wording, arguments: Arguments
) -> Iterator[Frame]:
    """Yield a frame for each two things that a word of a relation ties.

    Args:
        places: Words that say that something is related, in order.
        wording: How strong a relation the sentence words.
        arguments: What the slots of the sentence name.
    """
    is_loose = wording is Wording.CORRELATIONAL
    predicate = Predicate.ASSOCIATED_WITH if is_loose else Predicate.AFFECTS
    for place in places:
        subjects, objects = _tied(place) if is_loose else _changed(place)
        ends = _ends_of_likelihood(place) if is_loose else []
        for subject in _named(subjects, arguments):
            for obj in ends or _named(objects, arguments):
                if not _overlap(subject, obj):
                    yield Frame(
                        predicate, subject, obj, place, "worded", _CONFIDENCE, wording=wording
                    )


def _changed(place: Token) -> tuple[list[Token], list[Token]]:
    """Return what changes what: of a verb, of "an effect on" and of "effective in"."""
    word = _stated_by(place)
    if is_verbal(word) and word.dep_ not in {"dobj", "attr", "pobj"}:
        return _by_verb(word)
    if in_class(word.lemma_, "effect_on"):
        return copula_subject(word), governed_by(word, _ON)
    if word.dep_ == "amod":
        return [], []
    if in_class(word.lower_, "ranking_to"):
        return copula_subject(word), around(word, _TO)
    if not in_class(word.lower_, "working_for"):
        return [], []
    own = [c for c in word.lefts if c.dep_ == "nsubj"]  # "finds the test beneficial for"
    return own or copula_subject(word), _worked_on(word)


def _worked_on(word: Token) -> list[Token]:
    """Return adults for "was effective and well tolerated in adults"."""
    found = around(word, _ON)
    fellows = [c for c in (*word.rights, *word.head.rights) if c.dep_ == "conj"]
    return found or [t for c in fellows for t in governed_by(c, _ON)]


def _by_verb(verb: Token) -> tuple[list[Token], list[Token]]:
    if verb.lemma_ == "benefit":
        return governed_by(verb, frozenset({"from"})), surface_subjects(verb)
    if verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBG":  # "the vein leading to the heart"
        return [], []
    words = _OF_RESULT.get(verb.lemma_.lower())
    if words is not None:
        return _acting(surface_subjects(verb)), governed_by(verb, words)
    if not word_roles("wording_verbs").find("change", verb.lemma_.lower()):
        return [], []
    objects = deep_objects(verb)
    for noun in objects:  # "confers no advantage over"
        if in_class(noun.lemma_, "effect_on"):
            return copula_subject(noun), governed_by(noun, _ON)
    return _acting(deep_subjects(verb)), objects


def _acting(subjects: list[Token]) -> list[Token]:
    """Return what acts: what people do to something is no effect of theirs."""
    return [t for t in subjects if not in_class(t.lemma_, "strict_person")]


def _stated_by(place: Token) -> Token:
    """Return the word that states the relation: effect of "an effect on", risk of "at risk of"."""
    if place.pos_ not in {"ADP", "PART", "SCONJ"} or place.i == 0:
        return place
    before = place.nbor(-1)
    return place.head if is_verbal(before) and before.lemma_ == "be" else before


def _tied(place: Token) -> tuple[list[Token], list[Token]]:
    """Return what is linked with what, of a word that says so or of the preposition after it."""
    word = _stated_by(place)
    if in_class(word.lower_, "tying_word"):
        return _linked(word), governed_by(word, frozenset({"with", "to"}))
    if in_class(word.lemma_, "strict_risk"):
        return _of_risk(word)
    if _is_likelihood(word):
        return surface_subjects(word.head) if is_verbal(word.head) else [], []
    if in_class(word.lower_, "lying_word") and word.dep_ in {"acomp", "amod", "advmod"}:
        among = around(word, frozenset({"in", "among"}))
        return _lying(word), [t for t in among if is_group(t) or _is_people(t)]
    return [], []


def _is_likelihood(word: Token) -> bool:
    """Say whether a word tells of more or less chance: "more likely to", "twice as likely to"."""
    degrees = {t.lower_ for c in word.lefts for t in c.subtree}
    return word.lower_ in {"likely", "prone"} and word.dep_ == "acomp" and bool(degrees & _DEGREES)


def _ends_of_likelihood(place: Token) -> list[Filler]:
    """Return what is likelier: "physically active" of "more likely to be physically active"."""
    word = _stated_by(place)
    verb = next((c for c in word.rights if c.dep_ == "xcomp"), None)
    if verb is None or not _is_likelihood(word) or is_said_to_be_chance(word.doc.text):
        return []
    tokens = [t for t in word.doc[verb.i : verb.right_edge.i + 1] if not t.is_punct]
    tokens = tokens[1:] if verb.lemma_ == "be" else tokens
    cut = next(
        (n for n, t in enumerate(tokens) if t.lower_ in COMPARED or t.lower_ in _LIMITS), None
    )
    tokens = tokens[:cut]
    is_told = (
        bool(tokens)
        and tokens[0].pos_ != "ADP"
        and len(tokens) <= _LONGEST
        and any(t.pos_ in _OPEN for t in tokens)
    )
    return [Filler(Phrase(tokens[-1], tuple(tokens)))] if is_told else []


def _linked(word: Token) -> list[Token]:
    """Return what is linked: of a clause its subject, of "X linked to Y" X."""
    if word.dep_ in {"acl", "amod"} and is_nominal(word.head):
        return [word.head]
    if is_verbal(word) and word.tag_ == "VBD":  # "Salt linked to gout": a headline's participle
        return surface_subjects(word)
    return deep_objects(word) if is_verbal(word) else _said_of(word)


def _said_of(word: Token) -> list[Token]:
    return surface_subjects(word.head) if is_verbal(word.head) else []


def _is_people(noun: Token) -> bool:
    return type_of(phrase(noun).text) is EntityType.POPULATION


def _of_risk(risk: Token) -> tuple[list[Token], list[Token]]:
    """Return who has a risk and of what: also of a headline, "higher risk of X for Y"."""
    people = _at_risk(risk)
    if people or risk.dep_ != "ROOT":
        return people, governed_by(risk, frozenset({"of", "for"}))
    near = governed_by(risk, _FOR)
    inner = [t for c in governed_by(risk, frozenset({"of"})) for t in governed_by(c, _FOR)]
    people = [t for t in (*near, *inner) if in_class(t.lemma_, "strict_person")]
    return people, governed_by(risk, frozenset({"of"}))


def _at_risk(risk: Token) -> list[Token]:
    """Return who has a risk: of "X face a risk", "X are at risk" and "X are exposed to a risk"."""
    verb = risk.head
    if risk.dep_ == "pobj" and verb.lower_ in {"at", "to", "with"}:
        verb = verb.head
        if is_nominal(verb):
            return [verb]
        if risk.head.lower_ != "at" and verb.lemma_ != "expose":
            return []
        return surface_subjects(verb) if is_verbal(verb) else []
    bears = risk.dep_ == "dobj" and (
        in_class(verb.lemma_, "having") or in_class(verb.lemma_, "bearing_risk")
    )
    return surface_subjects(verb) if bears else []


def _lying(word: Token) -> list[Token]:
    """Return what is higher or commoner among some: of a copula, or of a headline without one."""
    if word.dep_ == "amod":
        return [word.head] if word.i > word.head.i else []
    is_said = is_verbal(word.head) and word.head.lemma_ in {"be", "remain"}
    return surface_subjects(word.head) if is_said else []


def _named(heads: list[Token], arguments: Arguments) -> Iterator[Filler]:
    for head in heads:
        if in_class(head.lemma_, "strict_person"):
            yield from _people(head)
        elif head.pos_ != "ADJ" or is_term(head):  # not "small" of "small or no effect"
            yield from (one for one in arguments.fillers([head]) if _says_what(one))


def _people(head: Token) -> Iterator[Filler]:
    """Yield people with what sets them apart; nothing for people without it."""
    one = phrase(head)
    own = next((c for c in head.rights if c.dep_ in _POSTMODIFIERS and c.i > head.i), None)
    if own is None or own.right_edge.i - head.i > _LONGEST:
        if len(one.tokens) > 1:
            yield Filler(one)
        return
    tokens = head.doc.tokens[one.tokens[-1].i + 1 : own.right_edge.i + 1]
    yield Filler(Phrase(head, (*one.tokens, *tokens)))


def _says_what(one: Filler) -> bool:
    """Say whether a thing is named by more than a class: not "problems", "an event", "chances"."""
    head = one.phrase.head
    if len(one.phrase.tokens) > 1 or is_term(head):
        return True
    return not any(in_class(head.lemma_, name) for name in _CLASSES) and head.tag_ != "VBG"


def _overlap(subject: Filler, obj: Filler) -> bool:
    first, second = subject.phrase, obj.phrase
    return first.head in second.tokens or second.head in first.tokens

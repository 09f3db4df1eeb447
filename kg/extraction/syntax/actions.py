"""What someone does for an end: "wash your hands to prevent infection", "the way to X is to Y".

Advice names its cause by a verb. Where the subject of a relation is only the person advised, or a
noun for any means ("steps", "the best way"), the action takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import deep_subjects, is_verbal, surface_subjects
from kg.extraction.syntax.phrases import Phrase, is_nominal
from kg.extraction.syntax.roles_played import player
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_TAIL = frozenset({"dobj", "acomp", "oprd", "prt", "advmod", "prep", "npadvmod", "attr", "dative"})
_OBJECTS = frozenset({"dobj", "acomp", "oprd", "attr"})
_ENDS = frozenset({"relcl", "advcl", "acl", "punct", "cc", "conj", "appos", "mark"})
_LONGEST = 9  # tokens of an action's phrase
_DEPTH = 4


def subjects_or_actions(verb: Token) -> list[Token]:
    """Return who or what does it, or the action by which a person does it."""
    subjects = deep_subjects(verb)
    shunned = _shunning(verb)
    if shunned:
        return shunned
    played = [t for token in subjects for t in player(token)]
    if played:
        return played
    if subjects and not all(_is_stand_in(token) for token in subjects):
        return subjects
    return list(_actions(verb, subjects)) or subjects


def _shunning(verb: Token) -> list[Token]:
    """Return the whole of "avoid using X to prevent Y", where using X is not what prevents it."""
    governor = verb.head
    if _is_purpose(verb) and governor.dep_ == "xcomp" and governor.tag_ == "VBG":
        above = governor.head
        return [above] if in_class(above.lemma_, "shunning") and is_imperative(above) else []
    return []


def _is_stand_in(token: Token) -> bool:
    return in_class(token.lemma_, "strict_person") or is_means_noun(token) or _is_advised(token)


def _is_advised(token: Token) -> bool:
    return token.pos_ == "PRON" and in_class(token.lower_, "person")


def is_means_noun(token: Token) -> bool:
    """Say whether a noun stands for any means: "way", "step", "thing"."""
    return is_nominal(token) and in_class(token.lemma_, "means_noun")


def _actions(verb: Token, subjects: list[Token]) -> Iterator[Token]:
    means = [t for p in _by(verb) for t in governed(p)]
    found = [t for t in means if t.tag_ == "VBG"]
    if not found:
        nouns = [token for token in subjects if is_means_noun(token)]
        found = [t for noun in nouns for t in _equated(noun, verb)]
    if not found:
        found = [*_purpose_of(verb), *_condition_of(verb)]
    for token in found:
        yield from with_conjuncts(token)


def _by(verb: Token) -> Iterator[Token]:
    """Yield "by", also of "avoid getting gout by" and "the chance of getting gout by"."""
    inner = [c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    for noun in (c for c in verb.rights if c.dep_ == "dobj"):
        inner += [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]
    for owner in (verb, *inner):
        yield from prepositions(owner, frozenset({"by"}))


def _equated(noun: Token, end: Token) -> list[Token]:
    """Return the action that "the best way to X is to Y" and "take steps to Y" speak of."""
    head = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and head.lemma_ in {"be", "include", "involve"}:
        return [
            c
            for c in head.children
            if c.i > head.i
            and ((c.dep_ in {"attr", "dobj"} and is_nominal(c)) or _is_bare_action(c))
        ]
    if noun.dep_ == "attr" and is_verbal(head):
        return [t for t in surface_subjects(head) if t.i != noun.i]
    if noun.dep_ == "nsubj" and head.tag_ == "VBG" and any(c.lemma_ == "be" for c in head.lefts):
        return [head]  # "one way to prevent gout is drinking water", read as a progressive
    clauses = (c for owner in (noun, head) for c in owner.children)
    return [c for c in clauses if c.i > noun.i and c.i != end.i and _is_purpose(c)][:1]


def _is_bare_action(verb: Token) -> bool:
    return verb.dep_ in {"xcomp", "ccomp", "advcl", "ROOT"} and (
        verb.tag_ == "VBG" or (verb.tag_ == "VB" and not _has_subject(verb))
    )


def _is_purpose(verb: Token) -> bool:
    """Say whether a verb heads "to prevent …" without a subject of its own."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"advcl", "xcomp", "acl", "relcl"}
        and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
        and not _has_subject(verb)
    )


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _purpose_of(verb: Token) -> list[Token]:
    """Return what is done "to prevent …": an imperative, or what someone is advised to do."""
    for _ in range(_DEPTH):
        if not in_class(verb.head.lemma_, "pass_through") or verb.dep_ not in {"xcomp", "ccomp"}:
            break
        verb = verb.head  # "to help prevent"
    if not _is_purpose(verb) or verb.dep_ not in {"advcl", "xcomp"}:
        return []
    governor = verb.head
    while governor.dep_ == "xcomp" and governor.tag_ == "VBG":
        governor = governor.head  # "avoid smoking to prevent"
    if any(c.dep_ == "dobj" and is_means_noun(c) for c in governor.children):
        return []  # "take steps to prevent"
    if is_imperative(governor) or (_is_ought(governor) and verb.dep_ == "advcl"):
        return [governor]
    return []


def _is_ought(verb: Token) -> bool:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    modal = any(c.dep_ == "aux" and c.lower_ in {"should", "can", "must"} for c in verb.children)
    return modal and bool(subjects) and all(_is_stand_in(t) for t in subjects)


def is_imperative(verb: Token) -> bool:
    """Say whether a verb heads an instruction: "Wash your hands", "Do not smoke"."""
    if verb.tag_ not in {"VB", "VBP"} or not is_verbal(verb) or _has_subject(verb):
        return False
    if verb.dep_ == "conj":
        return is_imperative(verb.head)
    opening = not any(c.dep_ == "aux" and c.lower_ not in {"do", "don"} for c in verb.children)
    return verb.dep_ in {"ROOT", "ccomp"} and opening


def _condition_of(verb: Token) -> list[Token]:
    """Return the action of "you can prevent gout if you lose weight"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ == "if" for c in child.children):
            own = [c for c in child.children if c.dep_ == "nsubj"]
            if own and all(_is_stand_in(t) for t in own) and child.i > verb.i:
                return [child] if child.tag_ in {"VBP", "VB"} and child.lemma_ != "have" else []
    return []


def with_conjuncts(token: Token) -> Iterator[Token]:
    """Yield an action and those coordinated with it; a noun alone."""
    yield token
    if is_nominal(token):
        return
    for child in token.children:
        if child.dep_ == "conj" and child.tag_ == token.tag_:
            yield from with_conjuncts(child)


def action_phrase(verb: Token) -> Phrase:
    """Return the words of an action without what it is for: "brushing your teeth"."""
    first = next((c for c in verb.lefts if c.dep_ == "neg" or c.lower_ in {"do", "being"}), verb)
    last = verb
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.tag_ == "VBG" and child.i == last.i + 1:
            last = action_phrase(child).tokens[-1]
            break
        if child.dep_ not in _TAIL or child.left_edge.i != last.i + 1:
            break
        last = child if child.dep_ in _OBJECTS else _end_of(child)
        if child.dep_ in _OBJECTS:
            break
    stop = min(last.i, verb.i + _LONGEST - 1)
    return Phrase(verb, tuple(verb.doc[first.i : stop + 1]))


def has_content(verb: Token) -> bool:
    """Say whether an action says what is done: not "acting", but "staying active"."""
    return len(action_phrase(verb).tokens) > 1 and not in_class(verb.lemma_, "reporting")


def _end_of(child: Token) -> Token:
    """Return the last token of a phrase before any clause in it."""
    cut = [t.left_edge.i for t in _below(child) if t.dep_ in _ENDS and t.i > child.i]
    end = min(cut) - 1 if cut else child.right_edge.i
    return child.doc[max(end, child.i)]


def _below(token: Token) -> Iterable[Token]:
    return (t for t in token.subtree if t.i != token.i)


def _of_dose(noun: Token) -> list[Token]:
    """Return colchicine for "a regular dosage of colchicine"."""
    if not in_class(noun.lemma_, "dose_noun"):
        return [noun]
    inner = [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]
    return [t for t in inner if is_nominal(t)] or [noun]


def intake_objects(verb: Token) -> list[Token]:
    """Return iron for "take iron": the thing taken stands for its taking."""
    if not in_class(verb.lemma_, "intake") or any(c.dep_ == "neg" for c in verb.children):
        return []
    objects = [t for c in verb.children if c.dep_ == "dobj" and is_nominal(c) for t in _of_dose(c)]
    return [t for t in objects if not is_means_noun(t) and not in_class(t.lemma_, "empty_noun")]

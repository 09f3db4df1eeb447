"""Results that leave out what brought them about: "Sleep improved as well", "Rash was also seen".

What the sentence before was about is meant, where it is something that people take or have done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import kind_of
from kg.extraction.syntax.clauses import is_passive, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal
from kg.extraction.syntax.typing import ILLNESS
from kg.lexicon.relations import Form, patterns_by_word
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

#: Rules whose open subject is what the sentence before was about, and nothing else.
ALSO_CHANGED, SEEN_AFTER = "also-changed", "seen-after"
OF_LAST_SUBJECT = frozenset({ALSO_CHANGED, SEEN_AFTER})
_ADDING = frozenset({"also", "too", "well", "either", "likewise", "similarly"})
_WAYS = {"higher": Predicate.INCREASES, "lower": Predicate.DECREASES}
_PLAIN = frozenset({Predicate.INCREASES, Predicate.DECREASES, Predicate.AFFECTS})
_TIED = frozenset(
    {
        "with",
        "after",
        "from",
        "in",
        "by",
        "among",
        "following",
        "on",
        "for",
        "because",
        "due",
        "under",
    }
)


def left_open_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each change or trouble of which the sentence does not say the cause."""
    for verb in doc:
        if verb.dep_ not in {"ROOT", "conj"} or verb.pos_ != "VERB":
            continue
        measures = surface_subjects(verb)
        if measures and all(is_nominal(m) for m in measures) and not _is_tied(verb):
            yield from _of_verb(verb, arguments.fillers(measures), type_of)


def _of_verb(verb: Token, measures: list[Filler], type_of: TypeOf) -> Iterator[Frame]:
    if kind_of("occurring", verb) and _is_seen(verb):
        for one in measures:
            if type_of(one.text) in ILLNESS:
                yield Frame(Predicate.CAUSES, None, one, verb, SEEN_AFTER, 0.55)
        return
    predicate = _change(verb) if _adds(verb) else None
    for one in measures:
        if predicate is not None and type_of(one.text) is not EntityType.POPULATION:
            yield Frame(predicate, None, one, verb, ALSO_CHANGED, 0.55)


def _is_tied(verb: Token) -> bool:
    """Say whether the sentence says with what, in whom or by what it came about."""
    own = (*verb.children, *(c for s in surface_subjects(verb) for c in s.rights))
    inner = (g for c in own for g in (c, *c.children) if c.dep_ != "relcl")
    return any(t.lower_ in _TIED and t.dep_ in {"prep", "agent", "mark", "pcomp"} for t in inner)


def _is_seen(verb: Token) -> bool:
    return is_passive(verb) or verb.lemma_ in {"occur", "develop", "appear", "arise"}


def _adds(verb: Token) -> bool:
    """Say whether a sentence adds to the one before: "as well", or denies it of another thing."""
    words = {c.lower_ for c in verb.children} | {t.lower_ for t in verb.rights}
    denied = any(c.dep_ == "neg" for c in verb.children)
    return bool(words & _ADDING) or (denied and is_passive(verb))


def _change(verb: Token) -> Predicate | None:
    if is_passive(verb):
        patterns = patterns_by_word(Form.VERB).get(verb.lemma_, ())
        return next((p.predicate for p in patterns if p.predicate in _PLAIN), None)
    if any(c.dep_ in {"dobj", "xcomp"} for c in verb.children):
        return None
    return _WAYS.get(kind_of("moved", verb) or "") if not in_class(verb.lemma_, "being") else None

"""Shifts: what an object noun says about the relation ("reduces the *risk* of X").

A noun of chance moves the claim to what it is the chance of, a noun of change to what changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import is_group, kind_of
from kg.extraction.relations.effect_nouns import told_properties
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import is_verbal, surface_objects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.extraction.trees.tokens import is_term
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Token

_RISK = {
    Predicate.INCREASES: Predicate.INCREASES_RISK_OF,
    Predicate.CAUSES: Predicate.INCREASES_RISK_OF,
    Predicate.DECREASES: Predicate.DECREASES_RISK_OF,
    Predicate.PREVENTS: Predicate.DECREASES_RISK_OF,
    Predicate.TREATS: Predicate.DECREASES_RISK_OF,
    Predicate.ASSOCIATED_WITH: Predicate.ASSOCIATED_WITH,
    Predicate.AFFECTS: Predicate.AFFECTS,
    Predicate.INCREASES_RISK_OF: Predicate.INCREASES_RISK_OF,
    Predicate.DECREASES_RISK_OF: Predicate.DECREASES_RISK_OF,
}
# "It raises the odds" is said of the topic's odds, "the odds that you fall" is not.
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_OF_TOPIC = frozenset({Predicate.INCREASES_RISK_OF, Predicate.DECREASES_RISK_OF})
# "for the prevention of X" is about X.
_PURPOSE = {
    "prevention": Predicate.PREVENTS,
    "prophylaxis": Predicate.PREVENTS,
    "treatment": Predicate.TREATS,
    "management": Predicate.TREATS,
    "relief": Predicate.TREATS,
    "therapy": Predicate.TREATS,
}
# What ends an illness treats it: "X led to resolution of the rash".
_ENDINGS = frozenset({"resolution", "disappearance", "regression", "healing", "clearance"})
_MEASURED = ILLNESS | {EntityType.BIOLOGICAL_MEASURE}
_LESS, _MORE = words_of("less_of"), words_of("more_of")
_INVERSE = frozenset({"inversely", "negatively", "inverse", "negative"})
# Adjectives of parts of the body: "cardiovascular risk" is a risk of its own.
_OF_PARTS = (
    "ular", "vascular", "iac", "metabolic", "renal", "genic", "hepatic", "toxic", "embolic",
)  # fmt: skip
_CHANGES = {"higher": Predicate.INCREASES, "lower": Predicate.DECREASES}


def shifted(
    frame: Frame, arguments: Arguments, find_type: Callable[[str], EntityType]
) -> Iterator[Frame]:
    """Yield the frame, or what its object noun turns it into."""
    obj = frame.object
    if obj is None:
        yield frame
        return
    head = obj.phrase.head
    turned = _of_term(frame, head) if is_term(head) else _turned(frame, head, arguments)
    if turned is None:
        turned = _said_of_change(frame, arguments)
    if turned is not None:
        yield from turned
    elif frame.rule != "have-property":
        yield replace(frame, predicate=_by_type(frame, obj, find_type))


def _of_term(frame: Frame, head: Token) -> list[Frame] | None:
    """Return "X decreases Y" for "X results in lower Y", where Y is a name of the vocabulary."""
    if frame.predicate is not Predicate.CAUSES or not is_verbal(frame.trigger):
        return None  # "more deaths from gout" are no rise
    compared = _of_comparative(frame, head)
    return None if compared is None else [compared]


def _said_of_change(frame: Frame, arguments: Arguments) -> list[Frame] | None:
    """Return "X decreases Y" for "a decrease in Y was associated with X"."""
    if frame.predicate is not Predicate.ASSOCIATED_WITH or frame.subject is None:
        return None
    change = frame.subject.phrase.head
    if is_term(change) or len(frame.subject.phrase.tokens) > 2 or frame.object is None:
        return None
    turned = replace(frame, subject=frame.object, object=frame.subject)
    found = _of_change(turned, change, arguments) or []
    return [f for f in found if f.object and not is_group(f.object.phrase.head)] or None


def _turned(frame: Frame, head: Token, arguments: Arguments) -> list[Frame] | None:
    """Return what the object noun makes of the frame, or None where it leaves it as it is."""
    if in_class(head.lemma_, "strict_risk") or _is_rate_of(head):
        return list(_risk(frame, head, arguments))
    if frame.predicate is Predicate.ASSOCIATED_WITH:
        return _of_change(frame, head, arguments) or _of_protection(frame, head, arguments)
    if frame.predicate in {Predicate.CAUSES, Predicate.PRODUCES}:
        caused = _caused_change(frame, head, arguments)
        if caused is not None:
            return caused
    if in_class(head.lemma_, "property_noun"):
        return list(told_properties(frame, head)) or None
    purpose = _PURPOSE.get(head.lemma_.lower())
    if purpose is not None and frame.predicate is Predicate.TREATS:
        return _for_purpose(frame, head, purpose, arguments)
    return None


def _caused_change(frame: Frame, head: Token, arguments: Arguments) -> list[Frame] | None:
    """Return "salt increases pressure" for "salt leads to a rise in pressure"."""
    changed = _of_change(frame, head, arguments)
    if changed is not None:
        return changed
    compared = _of_comparative(frame, head)
    if compared is not None:
        return [compared]
    if head.lemma_.lower() in _ENDINGS:
        targets = [t for p in prepositions(head, frozenset({"of"})) for t in governed(p)]
        healed = [f for f in arguments.fillers(targets) if type_of(f.text) in ILLNESS]
        if healed:
            return [replace(frame, predicate=Predicate.TREATS, object=one) for one in healed]
    if in_class(head.lemma_, "good_end"):
        return [replace(frame, predicate=Predicate.INCREASES)]
    is_of = any(True for _ in prepositions(head, frozenset({"of"})))
    if is_of and in_class(head.lemma_, "process_noun"):
        return [replace(frame, predicate=Predicate.INCREASES)]
    return None


def _for_purpose(
    frame: Frame, head: Token, purpose: Predicate, arguments: Arguments
) -> list[Frame]:
    targets = [t for p in prepositions(head, frozenset({"of", "from"})) for t in governed(p)]
    targets = targets or [c for c in head.lefts if c.dep_ in {"compound", "nmod"}]
    fillers = arguments.fillers(targets) if targets else [None]
    return [replace(frame, predicate=purpose, object=filler) for filler in fillers]


def _by_type(frame: Frame, obj: Filler, find_type: Callable[[str], EntityType]) -> Predicate:
    """Return ``treats`` where "help" has a condition for its object, a chance for "inversely"."""
    if frame.predicate is Predicate.ASSOCIATED_WITH:
        return _way_of_illness(frame, obj, find_type)
    if frame.rule == "help-verb" and find_type(obj.text) not in {
        EntityType.CONDITION,
        EntityType.SYMPTOM,
    }:
        return Predicate.INCREASES
    return frame.predicate


def _is_rate_of(head: Token) -> bool:
    return head.lemma_ in {"rate", "prevalence"} and any(
        True for _ in prepositions(head, frozenset({"of"}))
    )


def _risk(frame: Frame, head: Token, arguments: Arguments) -> Iterator[Frame]:
    targets = [t for p in prepositions(head, frozenset({"of", "for"})) for t in governed(p)]
    targets = targets or [t for p in prepositions(head, frozenset({"in"})) for t in governed(p)]
    targets = [inner for target in targets for inner in _of_gerund(target)]
    targets = [t for t in targets if t.lemma_ != "%" and not in_class(t.lemma_, "unit_noun")]
    targets = [t for t in targets if t.head.lower_ != "in" or not is_group(t)]
    if not targets:
        targets = [c for c in head.lefts if c.dep_ in {"compound", "nmod"} or _is_illness(c)]
    predicate = _RISK.get(frame.predicate)
    clauses = [c for c in head.rights if c.dep_ in _CLAUSES]
    targets = targets or [t for clause in clauses for t in _befalling(clause)]
    if predicate is not None and not targets and _is_named_risk(head):
        yield frame  # "cardiovascular risk"
        return
    if predicate is not None and not targets and not clauses and predicate in _OF_TOPIC:
        yield replace(frame, predicate=predicate, object=None)
    if predicate is None or not targets:
        return
    if predicate is Predicate.ASSOCIATED_WITH:
        predicate = _by_direction(head, frame.trigger)
    elif frame.predicate is Predicate.CAUSES and _words(head.lefts) & (_LESS | {"low"}):
        predicate = Predicate.DECREASES_RISK_OF  # "accounts for the low incidence"
    for filler in arguments.fillers(targets):
        yield replace(frame, predicate=predicate, object=filler)


def _is_named_risk(head: Token) -> bool:
    """Say whether an adjective says of what a risk is: "cardiovascular risk", not "high risk"."""
    return any(c.dep_ == "amod" and c.lower_.endswith(_OF_PARTS) for c in head.lefts)


def _is_illness(modifier: Token) -> bool:
    """Say whether a modifier read as an adjective names an illness: "fibrosis risk"."""
    return modifier.dep_ == "amod" and type_of(modifier.text) in ILLNESS


def _befalling(clause: Token) -> list[Token]:
    """Return eczema for "the chance that a baby gets eczema"."""
    is_getting = in_class(clause.lemma_, "getting") or in_class(clause.lemma_, "having")
    return surface_objects(clause) if is_getting else []


def _words(tokens: Iterable[Token]) -> set[str]:
    return {t.lower_ for t in tokens}


def _way_of_illness(frame: Frame, obj: Filler, find_type: Callable[[str], EntityType]) -> Predicate:
    """Return whether there is more or less of an illness where there is more of something else.

    "Inversely associated with gout", "linked to less gout" and "to increased gout".
    """
    if frame.subject is None or find_type(obj.text) not in ILLNESS:
        return frame.predicate
    if find_type(frame.subject.text) in _MEASURED:
        return frame.predicate
    words = _words(obj.phrase.head.lefts)
    if words & _LESS or _words((frame.trigger, *frame.trigger.children)) & _INVERSE:
        return Predicate.DECREASES_RISK_OF
    return Predicate.INCREASES_RISK_OF if words & _MORE else frame.predicate


def _by_direction(head: Token, trigger: Token) -> Predicate:
    words = _words((trigger, *head.lefts, *trigger.children))
    if words & (_LESS | _INVERSE | {"low"}):
        return Predicate.DECREASES_RISK_OF
    if words & (_MORE | {"high"}):
        return Predicate.INCREASES_RISK_OF
    return Predicate.ASSOCIATED_WITH


def _of_change(frame: Frame, head: Token, arguments: Arguments) -> list[Frame] | None:
    """Return "X decreases Y" for "X is associated with a reduction in Y"."""
    predicate = _CHANGES.get(_way_of_change(head) or "")
    inner = [t for p in prepositions(head, frozenset({"in", "of"})) for t in governed(p)]
    if predicate is None or not inner:
        return None
    found: list[Frame] = []
    for filler in arguments.fillers(inner):
        changed = replace(frame, predicate=predicate, object=filler)
        if kind_of("judging", head) is not None and type_of(filler.text) in ILLNESS:
            changed = replace(changed, predicate=Predicate.TREATS)
        is_chance = in_class(filler.phrase.head.lemma_, "strict_risk")
        found += _risk(changed, filler.phrase.head, arguments) if is_chance else [changed]
    return found or None


def _of_protection(frame: Frame, head: Token, arguments: Arguments) -> list[Frame] | None:
    """Return "X decreases the risk of Y" for "X is associated with protection from Y"."""
    if head.lemma_ != "protection":
        return None
    targets = [t for p in prepositions(head, frozenset({"from", "against"})) for t in governed(p)]
    found = arguments.fillers(targets)
    return [replace(frame, predicate=Predicate.DECREASES_RISK_OF, object=f) for f in found] or None


def _way_of_change(head: Token) -> str | None:
    """Return where a change leads: "a smaller rise than with placebo" is the lower one."""
    way = kind_of("change", head)
    is_less = any(c.lower_ in _LESS for c in head.lefts)
    return {"higher": "lower", "lower": "higher"}[way] if way and is_less else way


def _of_comparative(frame: Frame, head: Token) -> Frame | None:
    """Return "X decreases Y" for "X led to shorter Y", "X resulted in less Y" and "reduced Y"."""
    obj = frame.object
    words = (c for c in head.lefts if c.dep_ == "amod")
    word = next((c for c in words if c.tag_ == "JJR" or c.lower_.endswith("ed")), None)
    way = None if word is None else kind_of("way", word)
    if obj is None or word is None or way is None or kind_of("judging", word) is not None:
        return None
    gone = {t.i for t in word.subtree}
    kept = tuple(t for t in obj.phrase.tokens if t.i not in gone)
    if not kept:
        return None
    return replace(frame, predicate=_CHANGES[way], object=Filler(Phrase(head, kept)))


def _of_gerund(target: Token) -> list[Token]:
    """Return diabetes for "risk of developing diabetes"."""
    if target.tag_ != "VBG":
        return [target]
    objects = [c for c in target.children if c.dep_ in {"dobj", "pobj"} and is_nominal(c)]
    return objects or [target]

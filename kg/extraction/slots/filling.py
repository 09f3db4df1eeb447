"""What fills a slot of a relation pattern in a given parse."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.slots.clauses import (
    asserted,
    causer,
    described_as,
    doer,
    done_for,
    effect_of,
    for_each,
    gained,
    hindered,
    kept,
    purpose,
    risk_part,
    testing,
    told_by,
    when_clause,
)
from kg.extraction.slots.governed_phrases import (
    after_particle,
    among_children,
    around,
    done_with,
    governed_by,
    of_treatment,
    set_beside,
    source,
    under,
)
from kg.extraction.slots.patients import (
    accompanied,
    at_any_time,
    based_on,
    had_by_affected,
    needed_by_people,
    required,
    seen_for,
)
from kg.extraction.slots.readers import (
    existing,
    given_to_reader,
    grown_with,
    supposed,
    used_to_look,
    whether_had,
)
from kg.extraction.slots.said_of import (
    bearers,
    bettered,
    copula_subject,
    equated,
    exists,
    fellows,
    haver,
    named_in,
    no_better,
    of_noun,
    pair,
    putting,
    rested_on,
    worth,
)
from kg.extraction.slots.sufferers import (
    addressed,
    after_taking,
    beside,
    developing,
    experienced,
    exposure,
    felt_by_users,
    given,
    helped,
    if_condition,
    if_dose,
    if_taken,
    in_people_with,
    killing,
    outcomes_in,
    sufferer,
    taken_before,
    treated,
    treatment_called,
    used_in,
)
from kg.extraction.syntax.actions import subjects_or_actions
from kg.extraction.syntax.clauses import (
    agents,
    deep_objects,
    is_passive,
    surface_objects,
    surface_subjects,
)
from kg.extraction.syntax.means import means_of, route_of
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


_COMPARED = frozenset({"less", "more", "as", "equally", "similarly"})


def fill(trigger: Token, slot: str) -> list[Token]:
    """Return the heads that fill ``slot`` of ``trigger``; empty where nothing does.

    Slots: ``subj``, ``obj``, ``surface`` (grammatical subject), ``copsubj``, ``equated``, ``of``
    (what a noun is of: preposition, genitive or compound), ``self`` (the trigger noun itself),
    ``head`` (the noun that it modifies), ``prep:to|in``, and for set phrases ``doer:take`` (the
    subject of that verb) and ``around:off`` (after the phrase). ``a,b`` takes the first that is
    filled.
    """
    for read in _readers(slot):
        found = trigger.doc.keep(read, trigger)  # many patterns ask for one slot of one word
        if found:
            return found
    return []


@functools.cache
def _readers(slot: str) -> tuple[Callable[[Token], list[Token]], ...]:
    return tuple(_reader(one.strip()) for one in slot.split(","))


@functools.cache
def _reader(slot: str) -> Callable[[Token], list[Token]]:
    kind, _, words = slot.partition(":")
    worded = _WORDED.get(kind)
    if worded is None:
        return _SLOTS[slot]
    governors = frozenset(words.split("|"))
    return lambda trigger: worded(trigger, governors)


_SLOTS: dict[str, Callable[[Token], list[Token]]] = {
    "subj": subjects_or_actions,
    "obj": deep_objects,
    "surface": surface_subjects,
    "passive": lambda verb: surface_subjects(verb) if is_passive(verb) else [],
    "purpose": purpose,
    "helped": helped,
    "sufferer": sufferer,
    "treated": treated,
    "asserted": asserted,
    "no-better": no_better,
    "bettered": bettered,
    "addressed": addressed,
    "described": described_as,
    "treatment-called": treatment_called,
    "surface_obj": surface_objects,
    "copsubj": copula_subject,
    "equated": equated,
    "hindered": hindered,
    "kept": kept,
    "compared": lambda token: [c for c in token.lefts if c.lower_ in _COMPARED],
    "lessened": lambda token: [c for c in token.lefts if c.lower_ in {"less", "least"}],
    "dying": lambda t: [c for c in t.children if c.dep_ == "xcomp" and c.lemma_ == "die"],
    "of": of_noun,
    "self": lambda token: [token],
    "exists": exists,
    "head": lambda token: [token.head] if is_nominal(token.head) else [],
    "patient": deep_objects,
    "agent": agents,
    "haver": haver,
    "causer": causer,
    "exposure": exposure,
    "given": given,
    "dative": lambda t: [c for c in t.children if c.dep_ == "dative"],
    "developing": developing,
    "acomp": lambda t: surface_subjects(t.head) if t.dep_ == "acomp" else [],
    "clinician": lambda t: [s for s in surface_subjects(t) if in_class(s.lemma_, "person")],
    "if-condition": if_condition,
    "after-taking": after_taking,
    "taken-before": taken_before,
    "bearer": bearers,
    "if-taken": if_taken,
    "people": lambda verb: [t for t in deep_objects(verb) if in_class(t.lemma_, "person")],
    "killing": killing,
    "do-with": done_with,
    "of-treatment": of_treatment,
    "sham": lambda verb: [t for t in surface_objects(verb) if in_class(t.lemma_, "sham")],
    "when": when_clause,
    "experienced": experienced,
    "gained": gained,
    "made": lambda t: [o for o in surface_objects(t) if in_class(o.lemma_, "made_event")],
    "people-with": in_people_with,
    "means": means_of,
    "route": route_of,
    "rested-on": rested_on,
    "used-in": used_in,
    "eaten": lambda t: (
        []
        if t.dep_ == "acomp"
        else [s for s in copula_subject(t) if in_class(s.lemma_, "eating_pattern")]
    ),
    "protective": lambda token: [c for c in token.lefts if c.lower_ == "protective"],
    "topic": lambda _: [],
    "putting": putting,
    "worth": worth,
    "supposed": supposed,
    "existing": existing,
    "given-to-reader": given_to_reader,
    "whether-had": whether_had,
    "grown-with": grown_with,
    "used-to-look": used_to_look,
    "had-by-affected": had_by_affected,
    "needed-by-people": needed_by_people,
    "accompanied": accompanied,
    "required": required,
    "seen-for": seen_for,
    "based-on": based_on,
    "at-any-time": at_any_time,
    "felt-by-users": felt_by_users,
    "testing": testing,
    "told-by": told_by,
    "named-in": named_in,
    "if-dose": if_dose,
    "for-each": for_each,
    "risk-part": risk_part,
    "outcomes-in": outcomes_in,
    "set-beside": set_beside,
    "effect": effect_of,
    "doer-of-end": done_for,
    "fellow:0": lambda verb: fellows(verb)[:1],
    "fellow:1": lambda verb: fellows(verb)[1:2],
    "pair:0": lambda token: pair(token)[:1],
    "pair:1": lambda token: pair(token)[1:2],
    "source": source,
    "kin": lambda verb: [
        t for t in governed_by(verb, frozenset({"in"})) if t.lemma_ in {"family", "blood"}
    ],
}


_WORDED: dict[str, Callable[[Token, frozenset[str]], list[Token]]] = {
    "prep": governed_by,
    "doer": doer,
    "around": around,
    "beside": beside,
    "particle": after_particle,
    "word": among_children,
    "under": under,
}

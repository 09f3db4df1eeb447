"""Which things a slot names: conjuncts, listed examples, and nothing that is no argument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.actions import action_phrase, has_content, intake_objects
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.apposition import is_class_apposition
from kg.extraction.syntax.class_names import bare_name
from kg.extraction.syntax.ellipsis import leaves_open
from kg.extraction.syntax.examples import ExampleList, example_lists, is_bare_class
from kg.extraction.syntax.frames import Filler
from kg.extraction.syntax.phrases import Phrase, conjuncts, is_nominal, is_pronoun, members, phrase
from kg.extraction.syntax.typing import ILLNESS, is_known, type_of
from kg.extraction.trees.tokens import is_term
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token


class Arguments:
    """The arguments of one sentence: its example lists are found once and reused."""

    def __init__(self, doc: Doc) -> None:
        self.lists: list[ExampleList] = example_lists(doc)
        self._by_owner: dict[int, ExampleList] = {found.owner.i: found for found in self.lists}
        self._listed = {head.i for found in self.lists for head in found.heads}

    def fillers(self, heads: Iterable[Token]) -> list[Filler]:
        """Return what the heads name, coordinated and listed members included, without repeats."""
        found: dict[tuple[int, str], Filler] = {}
        for head in heads:
            for filler in self._expanded(head):
                found.setdefault((filler.phrase.head.i, filler.text), filler)
        return list(found.values())

    def _expanded(self, head: Token) -> Iterator[Filler]:
        stands_for = self._stands_for(head)
        if stands_for is not None:
            for one in stands_for:
                yield from self._expanded(one)
        elif not is_nominal(head):
            yield from self._done(head)
        else:
            for noun in conjuncts(head):
                yield from self._named(noun)

    def _done(self, verb: Token) -> Iterator[Filler]:
        """Yield what an action names: iron for "taking iron"; "losing weight"; "vomiting"."""
        is_undergone = verb.tag_ == "VBN" and any(c.lower_ == "being" for c in verb.lefts)
        is_act = is_undergone or verb.tag_ in {"VBG", "VB", "VBP"}
        if not is_act or _is_acting(verb) or _has_doer(verb):
            return
        taken = intake_objects(verb)
        if taken:
            for one in taken:
                yield from self._expanded(one)
        elif verb.tag_ == "VBG" and verb.dep_ not in _ACTIVE:
            if type_of(verb.text) is not EntityType.OTHER:
                yield Filler(phrase(verb))
        elif has_content(verb) or _is_come_from(verb) or _is_named_act(verb):
            yield Filler(action_phrase(verb))
        elif type_of(verb.text) is not EntityType.OTHER:
            yield Filler(phrase(verb))

    def _stands_for(self, head: Token) -> list[Token] | None:
        """Return what an empty head is of: X for "cases of X", "450 mg of X", "one of them, X"."""
        given = _given(head) if is_term(head) else _spent_on(head)
        if is_term(head) or given:  # "supplementation" is in the vocabulary
            return given or None
        renamed = _renamed(head)
        named = [renamed] if renamed is not None else _given(head)
        if named:
            return named
        inner = [t for p in prepositions(head, frozenset({"of"})) for t in governed(p)]
        if in_class(head.lemma_, "unit_noun") or head.text == "%":
            named = inner or [
                c for c in head.lefts if c.dep_ in {"compound", "nmod"} and is_term(c)
            ]
            is_act = any(c.tag_ == "VBG" for c in head.lefts)  # "sitting time"
            return None if not named and (is_act or leaves_open(phrase(head))) else named
        if inner and in_class(head.lower_, "part_quantifier"):
            return inner
        if head.lemma_ in {"amount", "quantity", "trace"} and not _is_excess(head):
            return inner or None
        return inner if inner and in_class(head.lemma_, "case_noun") else None

    def _named(self, noun: Token) -> Iterator[Filler]:
        """Yield one noun's phrases and the examples listed for it."""
        examples = self._by_owner.get(noun.i)
        is_bare = is_bare_class(noun) or (examples is not None and examples.is_whole)
        if examples is None and is_bare and _is_other(noun):
            return  # "… or any other medical condition"
        if examples is None or not is_bare:
            yield from (Filler(bare_name(one)) for one in _members_of(noun) if is_argument(one))
        if examples is not None:
            yield from self.examples_of(examples)
        yield from self._under(noun)
        yield from _distributed(noun)
        for child in noun.children:
            if child.dep_ == "appos" and _is_singled_out(child):
                named = (one for member in conjuncts(child) for one in _members_of(member))
                yield from (Filler(one) for one in named if is_argument(one))

    def examples_at(self, noun: Token) -> list[Filler]:
        """Return the examples listed for exactly this noun."""
        found = self._by_owner.get(noun.i)
        return list(self.examples_of(found)) if found is not None else []

    def _under(self, noun: Token) -> Iterator[Filler]:
        """Yield the examples of a class inside an "of" phrase: "signs of diseases, such as"."""
        for preposition in noun.children:
            if preposition.dep_ == "prep" and preposition.lower_ == "of":
                for inner in preposition.children:
                    for member in conjuncts(inner) if is_nominal(inner) else ():
                        examples = self._by_owner.get(member.i)
                        if examples is not None:
                            yield from self.examples_of(examples)

    def examples_of(self, examples: ExampleList) -> Iterator[Filler]:
        """Yield the listed examples; "deficiencies (copper, zinc)" spells the class out."""
        owner = phrase(examples.owner)
        for head in examples.heads:
            for one in _members_of(head):
                if is_argument(one):
                    yield Filler(one, _spelled_with_class(one, examples.owner), owner)


def _given(head: Token) -> list[Token]:
    """Return X for "treatment with X", "exposure to X" and "the addition of X to Y"."""
    if not in_class(head.lemma_, "giving_noun"):
        return []
    words = {"addition": "of", "administration": "of", "exposure": "to"}
    preposition = frozenset({words.get(head.lemma_.lower(), "with")})
    found = [t for t in governed_by(head, preposition) if is_nominal(t)]
    if any(in_class(t.lemma_, "strict_person") or is_pronoun(t) for t in found):
        return []
    return found


def _spent_on(time: Token) -> list[Token]:
    """Return screens for "time spent on screens", sitting for "time spent sitting"."""
    spent = [c for c in time.rights if c.dep_ == "acl" and c.lower_ == "spent"]
    acts = [t for c in spent for t in c.rights if t.dep_ == "xcomp" and t.tag_ == "VBG"]
    return acts or [t for c in spent for t in governed_by(c, frozenset({"on", "in", "with", "at"}))]


def _is_other(noun: Token) -> bool:
    return any(child.lower_ in {"other", "another"} for child in noun.lefts)


def _renamed(head: Token) -> Token | None:
    """Return darbepoetin for "one of these agents, darbepoetin" or "an agent named"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lower_ in {"called", "named"}:
            return next((c for c in child.children if c.dep_ in {"oprd", "dobj"}), None)
    if not in_class(head.lemma_, "empty_noun") and head.lower_ != "one":
        return None
    inner = [t for c in head.children if c.dep_ == "prep" for t in c.children]
    owners = (head, *inner)
    named = (c for o in owners for c in o.children if c.dep_ == "appos" and is_nominal(c))
    return next((c for c in named if not is_class_apposition(c)), None)


def _is_singled_out(noun: Token) -> bool:
    """Say whether an apposition names a case in point: "light, especially blue light"."""
    return any(in_class(child.lower_, "singling_out") for child in noun.lefts)


def _is_excess(head: Token) -> bool:
    return any(child.lower_ in {"excess", "excessive", "toxic", "much"} for child in head.lefts)


def _is_acting(verb: Token) -> bool:
    """Say whether a gerund is a relation of its own: "used for treating X"."""
    is_gerund = verb.tag_ == "VBG" and verb.head.lower_ == "for"
    return is_gerund and in_class(verb.lemma_, "acting_gerund")


def _is_come_from(verb: Token) -> bool:
    """Say whether something comes from an act ("joy from giving"), not: is kept from it."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "from":
        return False
    governors = (verb.head.head, verb.head.head.head)
    return not any(in_class(one.lemma_, "stopping") for one in governors)


def _is_named_act(verb: Token) -> bool:
    """Say whether a bare gerund names an act: "sitting raises X", "the risk of falling"."""
    if verb.tag_ != "VBG" or verb.lemma_ in {"be", "have"}:
        return False
    governor = verb.head
    is_risk = governor.lower_ == "of" and in_class(governor.head.lemma_, "strict_risk")
    is_spent = verb.dep_ == "xcomp" and governor.lemma_ == "spend"
    return is_risk or is_spent or verb.dep_ in {"csubj", "csubjpass"}


def _has_doer(verb: Token) -> bool:
    """Say whether a clause says who does it: "helps people sleep" names no act of its own."""
    return verb.tag_ != "VBG" and any(c.dep_ == "nsubj" for c in verb.children)


def _distributed(noun: Token) -> Iterator[Filler]:
    """Yield "absorption of B" for the second object of "absorption of A and B"."""
    if not any(in_class(noun.lemma_, name) for name in _SHARED):
        return
    for preposition in prepositions(noun, frozenset({"of"})):
        for inner in governed(preposition):
            for other in list(conjuncts(inner))[1:] if is_nominal(inner) else ():
                one = phrase(other)
                yield Filler(one, f"{noun.lower_} of {one.text}")


# Nouns that each thing after "of" has for its own: "intake of A and B".
_SHARED = ("process_noun", "measure_noun", "content_noun")


def _members_of(noun: Token) -> Iterator[Phrase]:
    """Yield one noun's phrases, shared modifiers spelled out, its conjuncts left to the caller."""
    for one in members(noun):
        if (
            one.head.i == noun.i
            or one.head.dep_ in {"amod", "nmod", "compound"}
            or (
                one.head.dep_ == "conj"
                and one.head.head.dep_ in {"nmod", "compound", "conj"}
                and one.head.i < noun.i
            )
        ):
            yield one


def _spelled_with_class(one: Phrase, owner: Token) -> str | None:
    if not in_class(owner.lemma_, "spelled_class"):
        return None
    if one.head.lemma_.lower() == owner.lemma_.lower() or type_of(one.text) in ILLNESS:  # "sepsis"
        return None
    return f"{one.text} {owner.lemma_.lower()}"


def is_argument(one: Phrase) -> bool:
    """Say whether a phrase names something that a claim can be about."""
    head = one.head
    if is_pronoun(head):
        return head.lower_ in _RESOLVABLE
    if is_term(head):
        return True
    lemma = head.lemma_.lower()
    if head.lower_ == "following" or in_class(lemma, "person") or _is_study(head, lemma):
        return False
    if in_class(lemma, "dose_noun") and (head.tag_ == "NNS" or lemma == "dose"):
        return True  # "very large amounts", of what the text is about
    if in_class(lemma, "empty_noun"):
        return _is_specified(one)
    return not head.like_num and any(c.isalpha() for c in one.text)


def _is_study(head: Token, lemma: str) -> bool:
    """Say whether a noun is a study, its statistics, or "follow-up", read as a kind of "up"."""
    if lemma in _COMPUTED and any(in_class(t.lower_, "statistics") for t in head.lefts):
        return True  # "the t-test showed", "with a confidence interval"
    is_follow_up = head.lower_ == "up" and head.i > 1 and head.nbor(-2).lower_ == "follow"
    return is_follow_up or in_class(lemma, "study")


_COMPUTED = frozenset({"test", "analysis", "interval"})
# Where a gerund is an action, not a modifier or a misread noun.
_ACTIVE = frozenset({"csubj", "csubjpass", "conj", "pcomp", "xcomp", "ROOT", "advcl", "ccomp"})
_RESOLVABLE = frozenset(
    {"it", "they", "them", "this", "these", "both", "that", "those", "its", "their", "ones"}
)


def _is_specified(one: Phrase) -> bool:
    """Say whether an empty noun says something through its modifiers ("number of deaths")."""
    others = [token for token in one.tokens if token.i != one.head.i]
    if any(token.pos_ in {"NOUN", "PROPN"} or is_known(token.text) for token in others):
        return True  # "antibiotic use": the tagger takes the drug for an adjective
    if one.head.lemma_ == "time" and any(token.tag_ == "VBG" for token in others):
        return True  # "sitting time"
    telling = in_class(one.head.lemma_, "told_by_adjective")
    return telling and any(t.pos_ == "ADJ" and not in_class(t.lemma_, "evaluating") for t in others)

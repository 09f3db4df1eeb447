"""Classes and definitions: "X is a Y", "Y such as X", "X, a Y,", "X is when …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.apposition import apposed, is_class_apposition
from kg.extraction.syntax.class_names import bare_name, class_before
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.examples import is_bare_class
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, conjuncts, is_nominal, members, phrase
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.extraction.trees.tokens import printed
from kg.lexicon.relations import Form, patterns_by_word, relational_nouns
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_KIND = frozenset(
    {"one", "type", "kind", "form", "class", "group", "subtype", "variety", "species"}
)


def class_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield class membership and definitions."""
    for token in doc:
        yield from _named_after_class(token)
        if token.lemma_ == "be" and is_verbal(token):
            yield from _copular(token, arguments)
        elif token.dep_ == "appos":
            yield from _apposition(token, arguments)
        elif token.lower_ == "other" and token.dep_ == "amod":
            yield from _and_other(token, arguments)
        elif token.dep_ == "acl" and token.lower_ in {"called", "named", "termed"}:
            yield from _called(token, arguments)
        if is_verbal(token) and in_class(token.lemma_, "defining"):
            yield from _defining(token, arguments)
    yield from _from_examples(arguments)


def _named_after_class(name: Token) -> Iterator[Frame]:
    """Yield "X is a Y" for "the Y X" and, where Y is a plural, for what is joined to X."""
    found = class_before(name)
    if found is None:
        return
    is_plural = printed(found.head).endswith("s")
    for one in conjuncts(name) if is_plural else (name,):
        own = Filler(bare_name(phrase(one)))
        yield Frame(Predicate.IS_A, own, Filler(found), found.head, "class-name", 0.75)


def _copular(verb: Token, arguments: Arguments) -> Iterator[Frame]:
    subjects = arguments.fillers(
        s for s in surface_subjects(verb) if not is_bare_class(s) and not _names_relation(s)
    )
    if not subjects:
        return
    meaning = _when_clause(verb)
    if meaning:
        yield from _defined(subjects, meaning, verb, arguments, "is-when")
        return
    for attribute in (c for c in verb.children if c.dep_ == "attr" and is_nominal(c)):
        content = _content(attribute)
        if in_class(attribute.lemma_, "definiendum") and content:
            yield from _defined(subjects, content, attribute, arguments, "is-a-state-in-which")
        yield from _is_a(subjects, attribute, verb)


def _names_relation(noun: Token) -> bool:
    """Say whether a noun with its modifier names a relation: "side effects are X" is no class."""
    before = {child.lower_ for child in noun.lefts}
    patterns = patterns_by_word(Form.NOUN).get(noun.lemma_.lower(), ())
    return any(before.intersection(pattern.modifiers) for pattern in patterns)


def _when_clause(verb: Token) -> list[Token]:
    for child in verb.children:
        if child.dep_ in {"advcl", "ccomp"} and any(
            c.lower_ in {"when", "where"} for c in child.children
        ):
            return _clause_content(child)
    return []


def _clause_content(verb: Token) -> list[Token]:
    """Return what a defining clause says there is: objects of having, what exists, what is low."""
    if not in_class(verb.lemma_, "being"):
        return []
    found = [c for c in verb.children if c.dep_ in {"dobj", "attr"} and is_nominal(c)]
    for child in verb.children:
        if child.dep_ == "acomp":
            found.extend(t for p in prepositions(child, frozenset({"in"})) for t in governed(p))
    return found


def _content(noun: Token) -> list[Token]:
    """Return what "a condition in which the blood has too little iron" says."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "relcl":
            found.extend(_clause_content(child))
            for inner in child.children:
                if inner.dep_ in {"advcl", "ccomp"}:
                    found.extend(_clause_content(inner))
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            for preposition in prepositions(child, frozenset({"by"})):
                found.extend(governed(preposition))
    return found


def _defined(
    subjects: list[Filler], content: list[Token], trigger: Token, arguments: Arguments, rule: str
) -> Iterator[Frame]:
    for subject in subjects:
        for meaning in arguments.fillers(content):
            yield Frame(Predicate.DEFINED_AS, subject, meaning, trigger, rule, 0.75)


def _is_a(subjects: list[Filler], attribute: Token, verb: Token) -> Iterator[Frame]:
    for noun in conjuncts(attribute):
        kind = _kind_of(noun)
        target = kind or noun
        if not kind and not _names_class(noun):
            continue
        for one in members(target):
            if one.head.i == target.i:
                for subject in subjects:
                    yield Frame(Predicate.IS_A, subject, Filler(_short(one)), verb, "is-a", 0.75)


def _kind_of(noun: Token) -> Token | None:
    if noun.lemma_.lower() not in _KIND:
        return None
    found = [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]
    return next((t for t in found if is_nominal(t)), None)


def _names_class(noun: Token) -> bool:
    """Say whether a predicate noun names a class, not a role with its own relation."""
    lemma = noun.lemma_.lower()
    if lemma in relational_nouns() or in_class(lemma, "empty_noun"):
        return False
    if in_class(lemma, "person") or in_class(lemma, "role_noun"):
        return False
    if noun.dep_ == "conj" or _is_bare_illness(noun):
        return True
    is_topmost = any(c.tag_ in {"JJS", "RBS"} for m in noun.lefts for c in (m, *m.lefts))
    is_counted = any(t.like_num for t in noun.lefts) and not is_topmost  # "third most common"
    if in_class(lemma, "unit_noun") or is_counted or noun.like_num:
        return False
    if is_topmost:
        return True
    return any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children) or (
        noun.tag_ in {"NNS", "NNPS"} and not any(c.dep_ == "det" for c in noun.children)
    )


def _is_bare_illness(noun: Token) -> bool:
    """Say whether a state of an organ has no article: "pancreatitis is inflammation of the …"."""
    has_article = any(c.dep_ == "det" for c in noun.children)
    if has_article or noun.dep_ != "attr" or not any(prepositions(noun, frozenset({"of"}))):
        return False
    subjects = surface_subjects(noun.head)
    return all(type_of(printed(t)) in ILLNESS for t in (noun, *subjects))


def _short(one: Phrase) -> Phrase:
    """Return a class phrase without evaluating adjectives and "third most common" at its start."""
    tokens = list(one.tokens)
    while len(tokens) > 1 and tokens[0].i < one.head.i and _is_judgement(tokens[0]):
        tokens.pop(0)
    return Phrase(one.head, tuple(tokens))


def _is_judgement(token: Token) -> bool:
    if in_class(token.lemma_, "evaluating") or token.tag_ in {"JJS", "RBS"} or token.like_num:
        return True
    return any(c.tag_ == "RBS" for c in token.lefts)


def _apposition(token: Token, arguments: Arguments) -> Iterator[Frame]:
    owner = apposed(token)
    if not is_nominal(owner) or not is_nominal(token) or _is_somebody(owner, token):
        return
    is_alike = token.lemma_.rpartition("-")[2] == owner.lemma_.rpartition("-")[2]
    if not is_class_apposition(token) or is_alike:
        return  # "B cells, T cells that kill": a list
    target = _kind_of(token) or token
    lemma = target.lemma_.lower()
    if in_class(lemma, "empty_noun") or in_class(lemma, "unit_noun"):
        return
    if target == token and lemma in relational_nouns():
        return
    for subject in arguments.fillers([owner]):
        if subject.phrase.head.i == owner.i:
            yield Frame(
                Predicate.IS_A, subject, Filler(_short(phrase(target))), token, "apposition", 0.75
            )


def _is_somebody(owner: Token, token: Token) -> bool:
    """Say whether a person is introduced: "Ann Lee, a nurse from Leith"."""
    if in_class(token.lemma_, "person"):
        return True
    names = [c for c in owner.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    return (
        owner.pos_ == "PROPN"
        and bool(names)
        and token.lemma_.lower().endswith(tuple(words_of("worker_ending")))
    )


def _and_other(other: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield isA for "A, B and other Cs"."""
    owner = other.head
    if owner.dep_ != "conj" or is_bare_class(owner) or in_class(owner.lemma_, "person"):
        return
    first = owner
    while first.dep_ == "conj":
        first = first.head
    if not is_nominal(first):
        return
    for member in arguments.fillers([first]):
        if member.phrase.head.i < other.i:
            yield Frame(Predicate.IS_A, member, Filler(phrase(owner)), other, "and-other", 0.7)


def _called(verb: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield isA for "drugs called ACE inhibitors"."""
    owner = verb.head
    if not is_nominal(owner) or is_bare_class(owner):
        return
    named = [c for c in verb.children if c.dep_ in {"oprd", "dobj", "attr"} and is_nominal(c)]
    for member in arguments.fillers(named):
        yield Frame(Predicate.IS_A, member, Filler(phrase(owner)), verb, "called", 0.75)


def _defining(verb: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield definitions worded by a verb: "signals a high count", "is defined as"."""
    objects = [c for c in verb.children if c.dep_ == "dobj" and is_nominal(c)]
    objects += [t for p in prepositions(verb, frozenset({"to", "as"})) for t in governed(p)]
    objects = [inner for one in objects for inner in (_content(one) or [one])]
    subjects = _named_term(verb) or surface_subjects(verb)
    if all(in_class(s.lemma_, "person") for s in subjects) or not subjects:
        subjects = [c for c in verb.children if c.dep_ == "dobj"]
        objects = [t for p in prepositions(verb, frozenset({"as"})) for t in governed(p)]
    for subject in arguments.fillers(subjects):
        for meaning in arguments.fillers(objects):
            if meaning.phrase.head.i != subject.phrase.head.i:
                is_class = verb.lemma_ == "describe" and _is_one_of(meaning.phrase.head)
                predicate = Predicate.IS_A if is_class else Predicate.DEFINED_AS
                yield Frame(predicate, subject, meaning, verb, "defining-verb", 0.7)


def _is_one_of(noun: Token) -> bool:
    """Say whether "described as a modulator" names a class rather than a meaning."""
    is_as = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    return is_as and any(c.lower_ in {"a", "an"} for c in noun.lefts)


def _named_term(verb: Token) -> list[Token]:
    """Return leukopenia for "use the term leukopenia to describe"."""
    governor = verb.head
    objects = [c for c in governor.children if c.dep_ == "dobj"]
    near = [t for o in objects for t in (o, *o.children)]
    if verb.tag_ != "VB" or not any(t.lemma_ in {"term", "word", "name"} for t in near):
        return []
    named = [t for t in near if t.dep_ in {"dobj", "appos"}]
    return [t for t in named if t.lemma_ not in {"term", "word", "name"}]


def _from_examples(arguments: Arguments) -> Iterator[Frame]:
    for found in arguments.lists:
        if is_bare_class(found.owner) or found.cue.dep_ == "appos":
            continue
        if found.owner.tag_ not in {"NNS", "NNPS"}:
            continue
        if found.owner.lemma_.lower() in relational_nouns():
            continue  # "causes, such as": a relation, not a class
        if in_class(found.owner.lemma_, "person") or found.owner.dep_ in {"compound", "nmod"}:
            continue
        owner = Filler(phrase(found.owner))
        for member in arguments.examples_of(found):
            yield Frame(Predicate.IS_A, member, owner, found.cue, "such-as", 0.75)

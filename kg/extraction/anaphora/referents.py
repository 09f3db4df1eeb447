"""What a sentence names that the next one can take up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.passages.referent import Referent
from kg.extraction.passages.topics import TypeOf
from kg.extraction.relations.arguments import is_argument
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.ellipsis import leaves_open
from kg.extraction.syntax.phrases import (
    NOUNS,
    Phrase,
    conjuncts,
    is_nominal,
    is_pronoun,
    members,
    phrase,
)
from kg.extraction.trees.tokens import is_term
from kg.lexicon.anaphora import anaphoric_types
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.parsing.readings import Parsed
    from kg.extraction.trees.tree import Token

Resolve = Callable[["Token"], Iterable[Referent]]
# Of these what they are of is named: "the risk of gout", "20 mg of zinc".
_EMPTY_HEADS = ("strict_risk", "kind_noun", "unit_noun")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "pobj"})


def referents_of(
    parsed: Parsed, type_of: TypeOf, resolve: Resolve, before: Token | None = None
) -> list[Referent]:
    """Return the subjects and then the objects of a sentence, main clause first.

    Args:
        parsed: The sentence.
        type_of: Types of labels.
        resolve: Gives what a pronoun takes up, so that chains of "it" hold.
        before: A pronoun: only what is named before it and outside its own clause, the nearest
            clause first; None for all.
    """
    doc = parsed.doc
    stop = len(doc) if before is None else before.i
    subjects = [t for t in doc[:stop] if t.dep_ in _SUBJECTS or _is_clausal(t) or _is_existing(t)]
    subjects = [t for t in subjects if not in_class(t.head.lemma_, "speaking")]
    subjects = [_named_by_predicate(t, type_of) for t in subjects]
    objects = [t for t in doc[:stop] if t.dep_ in _OBJECTS and is_nominal(t)]
    objects.sort(key=lambda token: (token.dep_ == "pobj", _is_within_clause(token), token.i))
    if before is not None:
        own = before.head if before.dep_ in {"dobj", "pobj"} else before
        own = own.head if own.pos_ == "ADP" else own
        subjects = [t for t in subjects if t.head.i != own.i]  # "X contains them": not X
        doing = {t.i for c in own.children if c.dep_ == "csubj" for t in c.subtree}
        subjects = [t for t in subjects if t.i not in doing]  # "drinking X triggers it": not X
        objects = [t for t in objects if t.i not in doing]
        subjects = [t for t in subjects if not t.left_edge.i <= before.i <= t.right_edge.i]
        subjects.sort(key=lambda token: (_is_relative(token), -token.i))
    else:
        subjects.sort(key=lambda token: (_is_subordinate(token), token.i))
    found: list[Referent] = []
    for token in subjects:
        found.extend(_named(token, "subject", parsed, type_of, resolve))
    for token in objects:
        role = "attribute" if _is_attribute(token) else "object"
        found.extend(_named(token, role, parsed, type_of, resolve))
    return found


def first_of_chain(pronoun: Token) -> Token:
    """Return the first "it" of a sentence for a later one, unless a new subject stands between.

    "Nobody with gout should use it, since it may raise urate": both are the same thing.
    """
    before = [t for t in pronoun.doc[: pronoun.i] if t.dep_ in _SUBJECTS | _OBJECTS]
    for token in reversed(before):
        if token.lower_ == pronoun.lower_:
            return first_of_chain(token)
        if token.dep_ in _SUBJECTS and not is_pronoun(token):
            break
    return pronoun


def is_taken_in(pronoun: Token) -> bool:
    """Say whether a pronoun names what somebody takes, eats, uses or avoids."""
    verb = pronoun.head
    return pronoun.dep_ in {"dobj", "nsubjpass"} and in_class(verb.lemma_, "taking_in")


def takes_up_unnamed(pronoun: Token, resolve: Resolve) -> bool:
    """Say whether a pronoun takes up a main subject that names nothing a claim can be about.

    "Your body makes uric acid when it breaks down purines": the body breaks them down. "The drug
    is not taken in pregnancy because it can harm the fetus": the drug does, whichever it is.
    """
    clause = pronoun.head
    if pronoun.dep_ != "nsubj" or clause.dep_ != "advcl" or pronoun.i < clause.head.i:
        return False
    subjects = [c for c in clause.head.children if c.dep_ in _SUBJECTS and is_nominal(c)]
    named = (s for s in subjects if not is_pronoun(s) and not _is_somebody(s))
    return any(
        not is_argument(phrase(s)) or (is_definite(s) and not list(resolve(s))) for s in named
    )


def _is_somebody(noun: Token) -> bool:
    """Say whether a noun names people, whom no "it" takes up; a body is no person here."""
    return in_class(noun.lemma_, "person") and noun.lemma_ != "body"


def _named_by_predicate(subject: Token, type_of: TypeOf) -> Token:
    """Return myopathy for "a distinct entity is myopathy": the predicate is what is named."""
    if subject.dep_ != "nsubj" or subject.head.lemma_ != "be" or is_pronoun(subject):
        return subject
    for child in subject.head.children:
        is_name = child.dep_ == "attr" and not any(c.dep_ == "det" for c in child.children)
        if is_name and type_of(phrase(child).text) is not EntityType.OTHER:
            known = type_of(phrase(subject).text) is not EntityType.OTHER
            return subject if known else child
    return subject


def _is_relative(token: Token) -> bool:
    """Say whether a noun is the subject of a relative clause, which "it" seldom takes up."""
    return token.head.dep_ in {"relcl", "acl"}


def _is_existing(token: Token) -> bool:
    """Say whether a noun is what "there are" introduces."""
    return token.dep_ == "attr" and any(c.dep_ == "expl" for c in token.head.children)


def _is_attribute(token: Token) -> bool:
    """Say whether a noun only says what its subject is: "probiotics are bacteria"."""
    subjects = (c for c in token.head.children if c.dep_ == "nsubj")
    return token.dep_ == "attr" and any(is_nominal(c) for c in subjects)


def _is_within_clause(token: Token) -> bool:
    clause = token.head
    if clause.dep_ in {"csubj", "advcl", "relcl", "acl", "pcomp"}:
        return True
    if clause.dep_ == "conj" and clause.tag_ == "VBG":
        return True
    return any(above.dep_ == "csubj" for above in clause.ancestors)


def _is_subordinate(token: Token) -> bool:
    return token.head.dep_ in {"advcl", "relcl", "acl", "pcomp"}


def is_definite(head: Token) -> bool:
    """Say whether a noun is "the herb" or "these agents": determiner, class noun, no more."""
    if not anaphoric_types(head.lemma_):
        return False
    modifiers = {"amod", "compound", "nmod", "prep", "relcl", "acl", "appos", "nummod"}
    is_this = any(t.dep_ == "det" and t.lower_ in {"this", "these"} for t in head.children)
    if is_this:  # "this stinky root"
        modifiers = modifiers - {"amod"}
    if any(t.dep_ in modifiers and t.lower_ not in _SAME for t in head.children):
        return False
    return any(t.dep_ == "det" and t.lower_ in _DEFINITE for t in head.children)


_SAME = frozenset({"same", "latter", "former"})
_DEFINITE = frozenset({"the", "this", "these", "both", "that", "those"})


def _is_clausal(token: Token) -> bool:
    return token.dep_ == "dobj" and token.head.dep_ in {"csubj", "pcomp"}


def _named(
    token: Token, role: str, parsed: Parsed, type_of: TypeOf, resolve: Resolve
) -> Iterator[Referent]:
    if leaves_open(phrase(token)):  # "300 mg cut the pain. It …"
        yield from (replace(found, role=role) for found in resolve(token))
    elif is_pronoun(token) or is_definite(token):
        if role == "subject" or not is_pronoun(token):
            kept = role == "subject" and is_pronoun(token)
            yield from (replace(found, role=role, is_kept=kept) for found in resolve(token))
    elif any(in_class(token.lemma_, name) for name in _EMPTY_HEADS):
        for preposition in prepositions(token, frozenset({"of"})):
            for inner in governed(preposition):
                yield from _named(inner, role, parsed, type_of, resolve)
    elif _can_be_taken_up(token):
        yield from _phrases(token, role, parsed, type_of)


def _can_be_taken_up(token: Token) -> bool:
    if (token.pos_ not in NOUNS and not is_term(token)) or _is_named_person(token):
        return False
    return not in_class(token.lemma_, "person") and not in_class(token.lemma_, "study")


def _is_named_person(token: Token) -> bool:
    """Say whether a name is that of a person: "Professor Bruun", "Bruun, who has studied it"."""
    if token.tag_ != "NNP" or is_term(token):
        return False
    is_titled = any(c.lower_.rstrip(".") in _TITLES for c in token.lefts)
    clauses = (c for c in token.rights if c.dep_ == "relcl")
    return is_titled or any(t.lower_ == "who" for c in clauses for t in c.lefts)


_TITLES = frozenset({"dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "sir", "nurse"})


def _phrases(token: Token, role: str, parsed: Parsed, type_of: TypeOf) -> Iterator[Referent]:
    is_group = len(list(conjuncts(token))) > 1
    group = -1
    for one in members(token):
        span = parsed.span_of(one.tokens) if is_argument(one) else None
        if span is not None:
            group = span.start if is_group and group < 0 else group
            label = restored_label("", parsed, one)
            plural = is_group or one.head.tag_ in {"NNS", "NNPS"}
            yield Referent(label, span, type_of(label), plural, role, group)


def restored_label(document: str, parsed: Parsed, one: Phrase) -> str:
    """Return the phrase as a label: as the document prints it where it stands in one piece."""
    span: Span | None = parsed.span_of(one.tokens)
    first, last = one.tokens[0], one.tokens[-1]
    if document and span is not None and last.i - first.i + 1 == len(one.tokens):
        return " ".join(span.text_of(document).split())
    return " ".join(one.text.split())
